//! A nudge as its person sees it: what the row knows, told with the words as they stand on the platform now.

use jiff::Timestamp;

use crate::domain::{CommunityId, Finding, Lang, Tag, Value};
use crate::engine::Review;
use crate::i18n::since;
use crate::platform::{Button, Platform};
use crate::store::{Nudge, Result, Stored};
use crate::watch::Watch;

use super::text::{self, Card};

/// The text of a nudge; without the words when the platform does not have them.
///
/// # Errors
/// When the store fails.
pub async fn render(
    watch: &Watch,
    platform: &dyn Platform,
    community: &CommunityId,
    nudge: &Nudge,
    lang: Lang,
    now: Timestamp,
) -> Result<String> {
    let house = watch.house(community).await?;
    let stored = watch.store().read().await?.message(community, &nudge.message).await?;
    let place = stored.as_ref().map_or(&nudge.channel, Stored::stands_in);
    let words = platform.fetch(community, place, &nudge.message).await.ok().flatten();
    let review = words.as_deref().map(|words| {
        // What answers a member does not count, so it never led here.
        let hints = house.hints(&nudge.channel, false);
        let review = watch.engine().review(words, &hints);
        // A shorter text that is still of no use is no way out: nothing is left of it.
        let helps = |shorter: &String| watch.engine().assess(shorter, &hints).value >= Value::Padded;
        Review { trimmed: review.trimmed.filter(helps), ..review }
    });
    let channel = house.channel_name(&nudge.channel);
    let since = since(lang, nudge.since, now, &house.zone);
    let live = words.as_deref().zip(review.as_ref());
    Ok(text::card(&gather(nudge, lang, &channel, since, live)))
}

/// The buttons under it.
#[must_use]
pub fn buttons(lang: Lang, id: &str) -> Vec<Button> {
    let actions = [format!("nudge helps {id}"), format!("nudge unfit {id}"), "pause".to_owned()];
    text::buttons(lang).into_iter().zip(actions).map(|(label, action)| Button { label, action }).collect()
}

/// What the card is made of.
fn gather<'a>(
    nudge: &Nudge,
    lang: Lang,
    channel: &'a str,
    since: String,
    live: Option<(&'a str, &'a Review)>,
) -> Card<'a> {
    let whole_words = live.map_or(0, |(words, _)| count(words));
    let trimmed = live.and_then(|(_, review)| review.trimmed.as_deref());
    let number = |n: i64| usize::try_from(n).unwrap_or_default();
    Card {
        lang,
        channel,
        since,
        steps: number(nudge.steps),
        times: number(nudge.times),
        pattern: nudge.pattern,
        quote: live.and_then(|(words, review)| quote(nudge, words, &review.assessment.findings)),
        trimmed,
        trimmed_words_less: trimmed.map_or(0, |trimmed| whole_words.saturating_sub(count(trimmed))),
        whole_words,
    }
}

/// The words that show the pattern: of the leading heuristic if it is still there, and the longest, for what a heuristic
/// costs is spread over its words.
fn quote<'a>(nudge: &Nudge, words: &'a str, findings: &[Finding]) -> Option<&'a str> {
    if nudge.pattern == Tag::Repeat {
        return Some(words);
    }
    let shows = findings.iter().rev().filter(|f| f.tag == Some(nudge.pattern));
    let span = shows.max_by_key(|f| (f.heuristic == nudge.heuristic, f.span.len()))?.span.clone();
    words.get(span)
}

/// Words with at least a letter or number.
fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::NudgeState;

    fn nudge() -> Nudge {
        Nudge {
            id: "3f2a".into(),
            subject: None,
            account: Some("kim".into()),
            channel: "news".into(),
            message: "m".into(),
            since: Timestamp::UNIX_EPOCH,
            steps: 4,
            pattern: Tag::Vague,
            heuristic: "vague".into(),
            times: 3,
            raised_at: Timestamp::UNIX_EPOCH,
            state: NudgeState::Sent,
            settled_at: None,
            verdict: None,
        }
    }

    #[test]
    fn the_longest_span_of_the_leading_heuristic_is_quoted() {
        let finding =
            |heuristic: &str, tag, span, points| Finding { heuristic: heuristic.into(), tag: Some(tag), span, points };
        let findings = [
            finding("wording", Tag::Vague, 0..3, -9.0),
            finding("vague", Tag::Vague, 4..8, -1.0),
            finding("vague", Tag::Vague, 9..15, -3.0),
            finding("hype", Tag::Phrases, 0..15, -20.0),
        ];
        assert_eq!(quote(&nudge(), "Wow bald kommt's", &findings), Some("kommt'"));
        assert_eq!(quote(&nudge(), "ü", &findings[..1]), None);
        let repeat = Nudge { pattern: Tag::Repeat, ..nudge() };
        assert_eq!(quote(&repeat, "Noch einmal", &[]), Some("Noch einmal"));
    }

    #[test]
    fn without_words_there_is_no_quotation_and_nothing_to_trim() {
        let card = gather(&nudge(), Lang::De, "#news", "seit heute".into(), None);
        assert_eq!((card.quote, card.trimmed, card.whole_words, card.trimmed_words_less), (None, None, 0, 0));
    }
}
