//! How soon drift is called drift, told at the community's own pace.

use serde_json::json;

use crate::domain::{Lang, Sensitivity};
use crate::drift::{DRIFTING, messages_to_alarm};
use crate::i18n::say;
use crate::nudge::pace::{OWN_MIX, Pace};

use super::{Command, Desk, Error, Reply, choice, given, how, set};

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
    Ok(Pace::read(&mut desk.watch.store().read().await?, desk.community, desk.now).await?)
}

/// The step that is set, alone or first of all, and what the numbers rest on.
fn told(lang: Lang, set: Sensitivity, pace: Pace, alone: bool) -> String {
    let mut lines = vec![format!("**{}**", promise(lang, set, pace))];
    if !alone {
        lines.extend(Sensitivity::ALL.into_iter().filter(|step| *step != set).map(|step| promise(lang, step, pace)));
    }
    let n = pace.counted();
    let key = match n {
        0 => "settings-sensitivity-basis-none",
        1..OWN_MIX => "settings-sensitivity-basis-healthy",
        _ => "settings-sensitivity-basis-own",
    };
    lines.push(say(lang, key, &[("n", n.into()), ("enough", OWN_MIX.into())]));
    lines.join("\n")
}

/// "balanced: about one false note in 9 weeks; real drift shows after 12 posts".
pub(super) fn promise(lang: Lang, step: Sensitivity, pace: Pace) -> String {
    let after = messages_to_alarm(DRIFTING, step.limit()).ceil() as i64;
    let args =
        [("step", choice(lang, step.name()).into()), ("rate", pace.rate(lang, step).into()), ("posts", after.into())];
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
                    Lang::De => insta::assert_snapshot!(all.join("\n\n"), @r"
                    **ausgewogen: etwa ein falscher Hinweis in 1100 Beiträgen; echte Drift zeigt sich nach 12 Beiträgen.**
                    In den letzten 4 Wochen zählte kein Beitrag; gerechnet mit einer gesunden Mischung.

                    **ausgewogen: etwa ein falscher Hinweis in 184 Wochen; echte Drift zeigt sich nach 12 Beiträgen.**
                    gelassen: weniger als ein falscher Hinweis in 10 Jahren; echte Drift zeigt sich nach 15 Beiträgen.
                    streng: etwa ein falscher Hinweis in 45 Wochen; echte Drift zeigt sich nach 9 Beiträgen.
                    Gerechnet mit dem Tempo der letzten 4 Wochen (24 Beiträge gezählt) und, bis 30 gezählt sind, mit einer gesunden Mischung.

                    **ausgewogen: etwa ein falscher Hinweis in 14 Wochen; echte Drift zeigt sich nach 12 Beiträgen.**
                    Gerechnet mit Tempo und Mischung der letzten 4 Wochen (490 Beiträge gezählt).

                    **ausgewogen: mehr als ein falscher Hinweis pro Woche; echte Drift zeigt sich nach 12 Beiträgen.**
                    Gerechnet mit Tempo und Mischung der letzten 4 Wochen (90 Beiträge gezählt).
                    "),
                    Lang::En => insta::assert_snapshot!(all.join("\n\n"), @r"
                    **balanced: about one false note in 1100 posts; real drift shows after 12 posts.**
                    No post counted in the last 4 weeks; calculated with a healthy mix.

                    **balanced: about one false note in 184 weeks; real drift shows after 12 posts.**
                    relaxed: less than one false note in 10 years; real drift shows after 15 posts.
                    strict: about one false note in 45 weeks; real drift shows after 9 posts.
                    Calculated with the pace of the last 4 weeks (24 posts counted) and, until 30 have counted, a healthy mix.

                    **balanced: about one false note in 14 weeks; real drift shows after 12 posts.**
                    Calculated with the pace and the mix of the last 4 weeks (490 posts counted).

                    **balanced: more than one false note a week; real drift shows after 12 posts.**
                    Calculated with the pace and the mix of the last 4 weeks (90 posts counted).
                    "),
                }
            }
        }
    }

    #[test]
    fn a_community_without_a_flaw_is_never_nudged() {
        assert!(promise(Lang::En, Sensitivity::Strict, Pace([0, 0, 0, 90])).contains("10 years"));
    }
}
