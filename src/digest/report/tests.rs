#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use crate::domain::Occasion;

use super::*;

const WEEK: Week = Week { year: 2026, week: 47 };

fn zone() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

/// A message so many hours before the end of the week.
fn stored(hours: i64, value: Value, score: f64) -> Stored {
    Stored {
        message: MessageId(format!("{hours:06}")),
        channel: "news".into(),
        place: None,
        account: None,
        account_week: None,
        role: None,
        posted_at: WEEK.bounds(&zone()).1 - SignedDuration::from_hours(hours),
        edited_at: None,
        live: true,
        lang: Some(Lang::De),
        occasion: Occasion::None,
        base: 50.0,
        score,
        value,
        tags: vec![Tag::Fact, Tag::Service],
        counts: Counts::Yes,
        text_hash: String::new(),
        findings: Vec::new(),
    }
}

fn weekly(running: bool) -> Weekly {
    let mut weeks = picture::weeks(&[], WEEK, WEEKS, &zone());
    weeks[10].n = [4, 6, 2, 19];
    weeks[11] = WeekFigures { week: WEEK, n: [2, 3, 6, 23], ewma: Some(71.4) };
    let summary = WeeklySummary {
        week: WEEK,
        scope: Scope::Community,
        subject: "nordlicht".into(),
        messages: 75,
        counted: 34,
        score_mean: Some(70.0),
        n_empty: Some(2),
        n_thin: Some(3),
        n_padded: Some(6),
        n_to_the_point: Some(23),
        smalltalk_share: Some(0.1),
        gift_share: Some(0.25),
        not_counted: BTreeMap::from([(Reason::Reply, 41), (Reason::Disputed, 1)]),
        top_heuristics: vec![("around".into(), 6), ("vague".into(), 3), ("hype".into(), 1)],
        nudges: 2,
        nudges_helpful: 1,
        nudges_unfit: 1,
        best_message: Some("000012".into()),
        worst_message: None,
        share_before: Some(0.61),
    };
    let best = Best {
        channel: "news".into(),
        message: "000012".into(),
        tags: vec![Tag::Fact, Tag::Service],
        value: Value::Padded,
    };
    let remains = Remains { made: 31, decisions: 14, invitations: 9 };
    Weekly { summary, running, rest: Rest::default(), best: Some(best), remains, weeks }
}

fn told(lang: Lang, running: bool, sentences: Option<usize>) -> Report {
    let settings = Settings { brand: "Nordlicht".into(), language: lang, ..Settings::default() };
    let link = |channel: &ChannelId, message: &MessageId| format!("https://chat.example/{channel}/{message}");
    tell(&weekly(running), &settings, link, sentences)
}

#[test]
fn a_closed_week_is_told_and_drawn() {
    let report = told(Lang::De, false, Some(2));
    insta::assert_snapshot!(report.text, @"
    **Wochenbericht Nordlicht · KW 47 (16. bis 22.11.2026)**
    **23 von 34 Beiträgen kamen auf den Punkt (68 %).** Vorwoche 61 %: kein sicherer Unterschied.
    **Bester Beitrag:** <https://chat.example/news/000012> · Angabe und Hilfe in zwei Sätzen.
    **Am meisten im Weg:** Vorreden (6), Ankündigungen ohne Termin (3).
    **Hinweise:** 2, davon 1 hilfreich, 1 passte nicht; der Beitrag zählt nicht mehr.
    **Nicht gezählt:** 41 Antworten an Mitglieder.
    **Geschenke:** in 25 % der gezählten Beiträge.
    **Was bleibt, 12 Wochen:** 31 Lösungen, 14 Entscheidungen mit Grund, 9 Einladungen.
    So wird gezählt: /punktum über
    ");
    let picture = report.picture.unwrap();
    assert!(picture.bytes.starts_with(b"\x89PNG") && picture.name == "punktum-2026-W47.png");
    insta::assert_snapshot!(picture.alt, @"Anteil der Beiträge auf den Punkt in 2 Wochen: 61 % bis 68 %, zuletzt 68 % in KW 47; geglättete Wertung zuletzt 71,4 von 100. KW 47: 23 auf den Punkt, 6 mit Beiwerk, 3 dünn, 2 leer; am meisten im Weg Vorreden (6), Ankündigungen ohne Termin (3), laute Worte (1).");
}

#[test]
fn a_running_week_says_so() {
    insta::assert_snapshot!(told(Lang::En, true, None).text, @r"
    Preview, the week is still running.
    **Weekly digest Nordlicht · week 47 (16 to 22 November 2026)**
    **23 of 34 posts came to the point (68 %).** Week before 61 %: no clear difference.
    **Best post:** <https://chat.example/news/000012> · Fact and help.
    **Most in the way:** long openings (6), announcements without a date (3).
    **Notes:** 2, 1 of them helpful, 1 did not fit; the post no longer counts.
    **Not counted:** 41 replies to members.
    **Gifts:** in 25 % of the counted posts.
    **What remains, 12 weeks:** 31 fixes, 14 decisions with their reasons, 9 invitations.
    How it is counted: /punktum about
    ");
}

#[test]
fn few_messages_are_not_drawn() {
    let mut weekly = weekly(false);
    weekly.weeks[11].n = [0, 0, 1, 3];
    let report = tell(&weekly, &Settings::default(), |_, _| String::new(), None);
    assert!(report.picture.is_none());
}

#[test]
fn the_smoothed_score_goes_on_through_silence() {
    let messages =
        [stored(21 * 24, Value::ToThePoint, 90.0), stored(20 * 24, Value::Empty, 10.0), stored(5, Value::Padded, 60.0)];
    let figures = picture::weeks(&messages, WEEK, 4, &zone());
    let smoothed: Vec<f64> = figures.iter().map(|w| w.ewma.unwrap_or(-1.0).round()).collect();
    assert_eq!(smoothed, [-1.0, 74.0, 74.0, 71.0]);
    assert_eq!(figures.iter().map(|w| w.share().1).collect::<Vec<_>>(), [0, 2, 0, 1]);
    let picture = Picture {
        lang: Lang::De,
        title: "",
        subtitle: "",
        weeks: &figures,
        each: 1,
        in_the_way: &[("vague".into(), 2)],
    };
    let chart = picture::chart(&picture);
    let labels: Vec<&str> = chart.weeks.iter().map(|w| w.label.as_str()).collect();
    assert_eq!((labels.as_slice(), chart.weeks[0].n), (["KW 45", "KW 46", "KW 47"].as_slice(), [1, 0, 0, 1]));
    assert_eq!(chart.heuristics, [("Ankündigungen ohne Termin".to_owned(), 2)]);
}

#[test]
fn what_remains_is_of_use() {
    let mut messages =
        vec![stored(1, Value::Padded, 60.0), stored(2, Value::Thin, 40.0), stored(3, Value::ToThePoint, 90.0)];
    messages[2].tags = vec![Tag::Decision, Tag::Made];
    assert_eq!(remains(&messages), Remains { made: 2, decisions: 1, invitations: 0 });
}
