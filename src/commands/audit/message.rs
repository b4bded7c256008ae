//! One message: its verdict and the evidence, quoted from its words as they stand now.

use crate::commands::{Command, Desk, Error, Reply};
use crate::domain::{Counts, Finding, Lang, MessageId, Reason};
use crate::engine::{CONTEXT, Review};
use crate::i18n::{Arg, heuristic, quote, say, score, value};
use crate::store::Stored;
use crate::watch::{House, REPEAT};

use super::text::bare;

/// So many findings are shown one by one; the others as a sum.
const SHOWN: usize = 8;
/// A quotation is evidence, not the text once more.
const QUOTED: usize = 60;
/// Console ids are stored with so many digits.
const DIGITS: usize = 6;

pub(in crate::commands) async fn message(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let typed = command.text("message").unwrap_or_default();
    let house = desk.house().await?;
    let mut tx = desk.watch.store().read().await?;
    let mut found = None;
    for id in ids(typed) {
        if found.is_none() {
            found = tx.message(desk.community, &id).await?;
        }
    }
    drop(tx);
    let Some(stored) = found else { return Err(desk.mistake("audit-message-unknown", &[("message", typed.into())])) };
    let own = desk.watch.answers_for(desk.community, &house, &desk.actor.account, &stored);
    if !(desk.actor.admin || own) {
        return Err(desk.mistake("audit-message-others", &[]));
    }
    let words = desk.platform.fetch(desk.community, stored.stands_in(), &stored.message).await.ok().flatten();
    let review = words.as_deref().map(|words| review(desk, &house, &stored, words));
    let place = bare(desk.platform.link(desk.community, stored.stands_in(), &stored.message));
    let stored = read_now(stored, review.as_ref());
    Ok(text(desk.actor.lang, &place, &stored, words.as_deref(), review.as_ref()).into())
}

/// What a typed id may mean: itself, the end of a link, and a number as the console stores it.
fn ids(typed: &str) -> Vec<MessageId> {
    let typed = typed.trim().trim_matches(['<', '>']);
    let typed = typed.split('?').next().unwrap_or_default();
    let last = typed.rsplit([' ', '/']).next().unwrap_or_default();
    let mut ids = vec![typed.to_owned(), last.to_owned()];
    if !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()) {
        ids.push(format!("{last:0>DIGITS$}"));
    }
    ids.dedup();
    ids.into_iter().map(MessageId).collect()
}

fn review(desk: &Desk<'_>, house: &House, stored: &Stored, words: &str) -> Review {
    let hints = house.hints(&stored.channel, stored.counts == Counts::No(Reason::Reply));
    desk.watch.engine().review(words, &hints)
}

/// What could not be read when it came is judged by the words it is asked for with.
fn read_now(stored: Stored, review: Option<&Review>) -> Stored {
    match review.map(|review| review.assessment.clone()) {
        Some(a) if stored.counts == Counts::No(Reason::Unreadable) => {
            Stored { base: a.base, score: a.score, value: a.value, findings: a.findings, ..stored }
        }
        _ => stored,
    }
}

fn text(lang: Lang, place: &str, stored: &Stored, words: Option<&str>, review: Option<&Review>) -> String {
    let head = [
        ("link", Arg::from(place)),
        ("value", value(lang, stored.value).into()),
        ("score", score(lang, stored.score).into()),
    ];
    let counts = say(lang, "audit-message-counts", &[("counts", stored.counts.name().into())]);
    if stored.counts == Counts::No(Reason::Unreadable) && words.is_none_or(|words| words.trim().is_empty()) {
        return format!("{}\n{counts}", say(lang, "audit-message-unread", &head[..1]));
    }
    let mut lines = vec![say(lang, "audit-message", &head), counts];
    // The span of what has no place is the whole text: another length is another text.
    let scored = stored.findings.iter().find(|f| f.heuristic == CONTEXT).map(|f| f.span.end);
    let same = words.filter(|words| scored == Some(words.len()));
    lines.extend(evidence(lang, stored, same));
    lines.extend(match (words, same) {
        (None, _) => Some(say(lang, "audit-message-no-words", &[])),
        (Some(_), None) => Some(say(lang, "audit-message-other-words", &[])),
        _ => None,
    });
    if let (Some(words), Some(review)) = (words, review) {
        lines.extend(shorter(lang, words, review));
    }
    lines.join("\n")
}

/// The findings by weight, then what adds up to the score.
fn evidence(lang: Lang, stored: &Stored, words: Option<&str>) -> Vec<String> {
    let mut findings: Vec<&Finding> = stored.findings.iter().collect();
    findings.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    let weighty = findings.iter().take(SHOWN).take_while(|f| f.points.abs() >= 1.0).count();
    let (shown, rest) = findings.split_at(weighty);
    let mut lines = vec![say(lang, "audit-findings", &[])];
    lines.extend(shown.iter().map(|finding| {
        let args = [
            ("points", Arg::from(signed(lang, finding.points))),
            ("name", heuristic(lang, &finding.heuristic).into()),
            ("quote", said(finding, words).unwrap_or_default().into()),
        ];
        say(lang, if args[2].1 == Arg::from("") { "audit-finding" } else { "audit-finding-quoted" }, &args)
    }));
    let sum: f64 = rest.iter().map(|f| f.points).sum();
    let args =
        [("base", Arg::from(score(lang, stored.base))), ("n", rest.len().into()), ("points", signed(lang, sum).into())];
    lines.push(say(lang, "audit-base", &args));
    lines
}

/// The words of a finding; none for what speaks of the whole text.
fn said(finding: &Finding, words: Option<&str>) -> Option<String> {
    let whole = [CONTEXT, REPEAT].contains(&finding.heuristic.as_str());
    words.filter(|_| !whole)?.get(finding.span.clone()).and_then(|span| quote(span, QUOTED))
}

/// Points with their sign: `+8,0`, `−12,4`.
fn signed(lang: Lang, points: f64) -> String {
    // What rounds to nothing has no sign.
    let sign = if points.abs() < 0.05 {
        "±"
    } else if points < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{}", score(lang, points.abs()))
}

fn shorter(lang: Lang, words: &str, review: &Review) -> Option<String> {
    match &review.trimmed {
        None => Some(say(lang, "nudge-nothing-left", &[])),
        Some(text) if text.trim().len() < words.trim().len() => {
            Some(format!("{}\n{}", say(lang, "audit-shorter", &[]), block(text)))
        }
        Some(_) => None,
    }
}

/// A text as a quotation that keeps its lines.
pub(in crate::commands) fn block(text: &str) -> String {
    text.trim().lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Assessment, Value};
    use crate::engine::markup::Markup;
    use crate::engine::{Engine, Hints, Rules};

    #[test]
    fn an_id_is_read_as_typed_as_linked_and_as_stored() {
        let read = |typed| ids(typed).into_iter().map(|id| id.0).collect::<Vec<_>>().join(" | ");
        assert_eq!(read("12"), "12 | 000012");
        assert_eq!(read("#news 12"), "#news 12 | 12 | 000012");
        assert_eq!(read("<https://chat.example/1/2/1310000>"), "https://chat.example/1/2/1310000 | 1310000");
        assert_eq!(read("https://matrix.to/#/!a:b/$xyz?via=b"), "https://matrix.to/#/!a:b/$xyz | $xyz");
    }

    const WORDS: &str = "Hallo zusammen! Ab Montag öffnet Halle 2 um 9 Uhr.";

    /// What the store would hold of [`WORDS`] with these findings.
    fn stored(counts: Counts, findings: &[(&str, &str, f64)]) -> Stored {
        let finding = |(heuristic, words, points): &(&str, &str, f64)| {
            let start = WORDS.find(words).unwrap_or_default();
            Finding { heuristic: (*heuristic).into(), tag: None, span: start..start + words.len(), points: *points }
        };
        Stored {
            message: "000012".into(),
            channel: "news".into(),
            place: None,
            account: None,
            account_week: None,
            role: None,
            posted_at: jiff::Timestamp::UNIX_EPOCH,
            edited_at: None,
            live: true,
            lang: Some(Lang::De),
            occasion: crate::domain::Occasion::None,
            base: 50.2,
            score: 61.3,
            value: Value::Padded,
            tags: Vec::new(),
            counts,
            text_hash: String::new(),
            findings: findings.iter().map(finding).collect(),
        }
    }

    #[test]
    fn a_message_shows_its_evidence() {
        let findings = [
            ("smalltalk", "Hallo zusammen!", -12.4),
            ("date", "Ab Montag", 18.0),
            ("amount", "9 Uhr", 0.4),
            (CONTEXT, WORDS, 5.1),
        ];
        let stored = stored(Counts::Yes, &findings);
        let assessment: Assessment = Engine::default().assess(WORDS, &hints(&Rules::default()));
        let review = Review { assessment, trimmed: Some("Ab Montag öffnet Halle 2 um 9 Uhr.".into()) };
        insta::assert_snapshot!(text(Lang::De, "#news 12", &stored, Some(WORDS), Some(&review)), @"
        **#news 12 · mit Beiwerk (61,3 von 100)**
        Zählt.
        **Befunde in Punkten:**
        - +18,0 Termine: „Ab Montag“
        - −12,4 Plaudereien: „Hallo zusammen“
        - +5,1 Länge und Aufbau
        - 50,2 Grundwert, +0,4 aus einem weiteren Befund
        **Kürzer, mit denselben Worten:**
        > Ab Montag öffnet Halle 2 um 9 Uhr.
        ");
        insta::assert_snapshot!(text(Lang::En, "#news 12", &stored, Some(WORDS), Some(&review)), @r#"
        **#news 12 · padded (61.3 of 100)**
        It counts.
        **Findings in points:**
        - +18.0 dates: "Ab Montag"
        - −12.4 small talk: "Hallo zusammen"
        - +5.1 length and structure
        - 50.2 base, +0.4 from 1 more finding
        **Shorter, in the same words:**
        > Ab Montag öffnet Halle 2 um 9 Uhr.
        "#);
    }

    #[test]
    fn without_its_words_or_with_others_nothing_is_quoted() {
        let stored = stored(Counts::No(Reason::Reply), &[("smalltalk", "Hallo", -12.4), (CONTEXT, WORDS, 0.01)]);
        let other = Lang::ALL.map(|lang| text(lang, "#news 12", &stored, Some("Hallo."), None)).join("\n");
        insta::assert_snapshot!(other, @r"
        **#news 12 · mit Beiwerk (61,3 von 100)**
        Zählt nicht: Antwort an ein Mitglied.
        **Befunde in Punkten:**
        - −12,4 Plaudereien
        - 50,2 Grundwert, ±0,0 aus einem weiteren Befund
        Der Wortlaut ist inzwischen ein anderer, darum stehen die Befunde ohne Zitat.
        **#news 12 · padded (61.3 of 100)**
        It does not count: a reply to a member.
        **Findings in points:**
        - −12.4 small talk
        - 50.2 base, ±0.0 from 1 more finding
        The text has changed since, so the findings stand without quotes.
        ");
        assert!(!text(Lang::De, "#news 12", &stored, None, None).contains('„'));
    }

    fn hints(rules: &Rules) -> Hints<'_> {
        Hints { lang: None, home: Lang::De, reply: false, markup: Markup::Discord, rules }
    }
}
