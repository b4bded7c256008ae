//! How soon drift is called drift, told at the community's own pace.

use jiff::SignedDuration;
use serde_json::json;

use crate::domain::{Counts, Lang, Occasion, Sensitivity};
use crate::drift::{DRIFTING, HEALTHY, messages_to_alarm};
use crate::i18n::say;

use super::{Command, Desk, Error, Reply, choice, given, how, set};

/// The pace and the mix are those of the last weeks.
const WEEKS: i64 = 4;
/// From so many counted messages on, the community's own mix tells more than the healthy one.
const OWN_MIX: i64 = 30;
/// Ten years: what is rarer is only called rare.
const RARE: f64 = 520.0;

/// The counted messages of the last weeks, by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pace([i64; 4]);

/// `settings sensitivity [step]`
pub(in crate::commands) async fn sensitivity(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let step = given(command, "step").and_then(|name| Sensitivity::ALL.into_iter().find(|step| step.name() == name));
    if let Some(step) = step {
        let mut turn = desk.watch.change(desk.community).await?;
        if turn.tx.settings(desk.community).await?.sensitivity != step {
            set(desk, &mut turn, "sensitivity", &json!(step)).await?;
            turn.commit().await?;
        }
    }
    let (set, pace) = (desk.house().await?.settings.sensitivity, pace(desk).await?);
    let mut text = told(desk.actor.lang, set, pace, step.is_some());
    if step.is_none() {
        let usage = how(desk.actor.lang, "settings sensitivity", ["streng", "strict"]);
        text = format!("{text}\n{}", desk.say("settings-change", &[("command", usage.into())]));
    }
    Ok(text.into())
}

/// What the last weeks were like.
pub(super) async fn pace(desk: &Desk<'_>) -> Result<Pace, Error> {
    let from = desk.now - SignedDuration::from_hours(WEEKS * 7 * 24);
    let to = desk.now + SignedDuration::from_millis(1);
    let messages = desk.watch.store().read().await?.messages_between(desk.community, (from, to), None, None).await?;
    let mut counted = [0; 4];
    for message in messages.iter().filter(|m| m.counts == Counts::Yes && m.occasion == Occasion::None) {
        counted[usize::from(message.value.number())] += 1;
    }
    Ok(Pace(counted))
}

/// The step that is set, alone or first of all, and what the numbers rest on.
fn told(lang: Lang, set: Sensitivity, pace: Pace, alone: bool) -> String {
    let mut lines = vec![format!("**{}**", promise(lang, set, pace))];
    if !alone {
        lines.extend(Sensitivity::ALL.into_iter().filter(|step| *step != set).map(|step| promise(lang, step, pace)));
    }
    let n = pace.0.iter().sum::<i64>();
    let key = match n {
        0 => "settings-sensitivity-basis-none",
        1..OWN_MIX => "settings-sensitivity-basis-healthy",
        _ => "settings-sensitivity-basis-own",
    };
    lines.push(say(lang, key, &[("n", n.into()), ("enough", OWN_MIX.into())]));
    lines.join("\n")
}

/// "balanced: about one false nudge in 9 weeks; real drift shows after 12 posts".
pub(super) fn promise(lang: Lang, step: Sensitivity, pace: Pace) -> String {
    let n = pace.0.iter().sum::<i64>();
    let mix = if n < OWN_MIX { HEALTHY } else { pace.0.map(|of| of as f64 / n as f64) };
    let posts = messages_to_alarm(mix, step.limit());
    let weeks = posts / (n as f64 / WEEKS as f64);
    let rate = if n == 0 {
        // To the ten: the rate is exact, the mix is not.
        say(lang, "settings-sensitivity-in-posts", &[("posts", ((posts / 10.0).round() as i64 * 10).into())])
    } else if weeks > RARE {
        say(lang, "settings-sensitivity-rare", &[])
    } else if weeks < 1.0 {
        say(lang, "settings-sensitivity-often", &[])
    } else {
        say(lang, "settings-sensitivity-in-weeks", &[("weeks", (weeks.round() as i64).into())])
    };
    let after = messages_to_alarm(DRIFTING, step.limit()).ceil() as i64;
    let args = [("step", choice(lang, step.name()).into()), ("rate", rate.into()), ("posts", after.into())];
    say(lang, "settings-sensitivity-promise", &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_told_at_the_communitys_pace() {
        for lang in Lang::ALL {
            let of = |counted, alone| told(lang, Sensitivity::Balanced, Pace(counted), alone);
            let all =
                [of([0; 4], true), of([2, 5, 7, 10], false), of([40, 110, 140, 200], true), of([60, 20, 9, 1], true)];
            insta::allow_duplicates! {
                match lang {
                    Lang::De => insta::assert_snapshot!(all.join("\n\n"), @r#"
                    **ausgewogen: etwa ein falscher Hinweis in 1100 Beiträgen; echte Drift zeigt sich nach 12 Beiträgen.**
                    In den letzten 4 Wochen zählte kein Beitrag; gerechnet mit einer gesunden Mischung.

                    **ausgewogen: etwa ein falscher Hinweis in 184 Wochen; echte Drift zeigt sich nach 12 Beiträgen.**
                    gelassen: weniger als ein falscher Hinweis in 10 Jahren; echte Drift zeigt sich nach 15 Beiträgen.
                    streng: etwa ein falscher Hinweis in 45 Wochen; echte Drift zeigt sich nach 9 Beiträgen.
                    Gerechnet mit dem Tempo der letzten 4 Wochen (24 Beiträge gezählt) und, bis 30 gezählt sind, mit einer gesunden Mischung.

                    **ausgewogen: etwa ein falscher Hinweis in 14 Wochen; echte Drift zeigt sich nach 12 Beiträgen.**
                    Gerechnet mit Tempo und Mischung der letzten 4 Wochen (490 Beiträge gezählt).

                    **ausgewogen: mehr als ein falscher Hinweis in der Woche; echte Drift zeigt sich nach 12 Beiträgen.**
                    Gerechnet mit Tempo und Mischung der letzten 4 Wochen (90 Beiträge gezählt).
                    "#),
                    Lang::En => insta::assert_snapshot!(all.join("\n\n"), @r#"
                    **balanced: about one false nudge in 1100 posts; real drift shows after 12 posts.**
                    No post counted in the last 4 weeks; reckoned with a healthy mix.

                    **balanced: about one false nudge in 184 weeks; real drift shows after 12 posts.**
                    relaxed: less than one false nudge in 10 years; real drift shows after 15 posts.
                    strict: about one false nudge in 45 weeks; real drift shows after 9 posts.
                    Reckoned with the pace of the last 4 weeks (24 posts counted) and, until 30 have counted, a healthy mix.

                    **balanced: about one false nudge in 14 weeks; real drift shows after 12 posts.**
                    Reckoned with the pace and the mix of the last 4 weeks (490 posts counted).

                    **balanced: more than one false nudge a week; real drift shows after 12 posts.**
                    Reckoned with the pace and the mix of the last 4 weeks (90 posts counted).
                    "#),
                }
            }
        }
    }

    #[test]
    fn a_community_without_a_flaw_is_never_nudged() {
        assert!(promise(Lang::En, Sensitivity::Strict, Pace([0, 0, 0, 90])).contains("10 years"));
    }
}
