#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use jiff::civil::date;

use crate::domain::{Counts, Finding, Lang, Occasion, Reason, Tag, Value, Verdict};
use crate::store::NudgeState;

use super::figures::Figures;
use super::text::text;
use super::*;

struct Plain;

impl Places for Plain {
    fn link(&self, channel: &ChannelId, message: &MessageId) -> String {
        format!("https://chat.example/{channel}/{message}")
    }

    fn channel(&self, channel: &ChannelId) -> String {
        format!("#{channel}")
    }
}

fn stored(id: usize, channel: &str, value: Value, counts: Counts) -> Stored {
    let finding = |heuristic: &str, tag, points| Finding { heuristic: heuristic.into(), tag, span: 0..4, points };
    let findings = match value {
        Value::ToThePoint => vec![finding("date", Some(Tag::Fact), 12.0)],
        Value::Padded => vec![finding("around", Some(Tag::Around), -9.0), finding("date", Some(Tag::Fact), 7.0)],
        _ => vec![finding("vague", Some(Tag::Vague), -21.5), finding("hype", Some(Tag::Phrases), -2.0)],
    };
    let tags = if value >= Value::Padded { vec![Tag::Fact, Tag::Service] } else { vec![Tag::Vague] };
    Stored {
        message: MessageId(format!("{id:06}")),
        channel: channel.into(),
        account: Some("kim".into()),
        account_week: None,
        posted_at: "2026-11-16T08:00:00.125Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(id as i64),
        edited_at: None,
        live: true,
        lang: Some(Lang::De),
        occasion: Occasion::None,
        base: 50.0,
        score: 20.0 + 25.0 * f64::from(value.number()) - id as f64 / 10.0,
        value,
        tags,
        counts,
        text_hash: String::new(),
        findings,
    }
}

fn some() -> Vec<Stored> {
    let values = [Value::ToThePoint, Value::ToThePoint, Value::Padded, Value::ToThePoint, Value::Thin, Value::Empty];
    let mut messages: Vec<Stored> =
        values.into_iter().enumerate().map(|(i, v)| stored(i, "news", v, Counts::Yes)).collect();
    messages.push(stored(6, "updates", Value::ToThePoint, Counts::Yes));
    messages.push(stored(7, "talk", Value::Thin, Counts::No(Reason::Reply)));
    messages.push(stored(8, "talk", Value::Padded, Counts::No(Reason::Floor)));
    messages
}

fn before(good: usize) -> Vec<Stored> {
    let value = |i| if i < good { Value::ToThePoint } else { Value::Empty };
    (0..60).map(|i| stored(i, "news", value(i), Counts::Yes)).collect()
}

fn nudge(state: NudgeState, verdict: Option<Verdict>) -> Nudge {
    let at: Timestamp = "2026-11-18T10:00:00Z".parse().unwrap();
    Nudge {
        id: "3f2a".into(),
        subject: Some(Subject::Account("kim".into())),
        account: Some("kim".into()),
        channel: "news".into(),
        message: "000004".into(),
        since: at,
        steps: 4,
        pattern: Tag::Vague,
        heuristic: "vague".into(),
        times: 4,
        raised_at: at,
        state,
        settled_at: Some(at),
        verdict,
    }
}

fn told(lang: Lang, about: &About, figures: &Figures<'_>, named: bool, remarks: &[String]) -> String {
    let period = (date(2026, 10, 26), date(2026, 11, 22));
    text(&Audit { lang, about, days: 28, period, figures, named, remarks }, &Plain)
}

#[test]
fn an_audit_begins_with_a_sentence_a_board_understands() {
    let (messages, earlier) = (some(), before(10));
    let nudges = [
        nudge(NudgeState::Sent, Some(Verdict::Helps)),
        nudge(NudgeState::Sent, Some(Verdict::Unfit)),
        nudge(NudgeState::WouldHave, None),
    ];
    let (messages, earlier): (Vec<_>, Vec<_>) = (messages.iter().collect(), earlier.iter().collect());
    let figures = figures(&messages, &earlier, &nudges.iter().collect::<Vec<_>>());
    insta::assert_snapshot!(told(Lang::De, &About::Community, &figures, false, &[]), @"");
    insta::assert_snapshot!(told(Lang::En, &About::Account("Kim".into()), &figures, true, &["Remark.".into()]), @"");
}

#[test]
fn a_change_is_called_one_only_when_it_is_certain() {
    let messages = some();
    let messages: Vec<&Stored> = messages.iter().collect();
    let first = |lang, about: &About, earlier: &[Stored]| {
        let figures = figures(&messages, &earlier.iter().collect::<Vec<_>>(), &[]);
        told(lang, about, &figures, false, &[]).lines().next().unwrap().to_owned()
    };
    let lines = [
        first(Lang::De, &About::Channel("news".into()), &before(30)),
        first(Lang::En, &About::Channel("news".into()), &before(3)),
        first(Lang::De, &About::Own, &before(60)),
        first(Lang::En, &About::Own, &[]),
    ];
    insta::assert_snapshot!(lines.join("\n"), @"");
}

#[test]
fn few_messages_give_no_share() {
    let messages = some();
    let few: Vec<&Stored> = messages.iter().skip(5).collect();
    insta::assert_snapshot!(told(Lang::De, &About::Community, &figures(&few, &[], &[]), false, &[]), @"");
    insta::assert_snapshot!(told(Lang::En, &About::Community, &figures(&[], &[], &[]), false, &[]), @"");
}

#[test]
fn the_worst_and_the_authors_are_named_only_where_people_are() {
    let messages = some();
    let messages: Vec<&Stored> = messages.iter().collect();
    let figures = figures(&messages, &[], &[]);
    let quiet = told(Lang::De, &About::Community, &figures, false, &[]);
    assert!(!quiet.contains("000005") && told(Lang::De, &About::Community, &figures, true, &[]).contains("000005"));
    let table = |named| String::from_utf8(csv::csv(&messages, named)).unwrap();
    assert!(!table(false).contains("kim"));
    insta::assert_snapshot!(table(false), @"");
    insta::assert_snapshot!(table(true).lines().take(2).collect::<Vec<_>>().join("\n"), @"");
}

#[test]
fn a_file_is_named_as_asked() {
    let name = |asked| file_name(Some(asked), "csv");
    assert_eq!(file_name(None, "csv"), None);
    assert_eq!(name("nein"), None);
    assert_eq!(name("ja").as_deref(), Some("punktum.csv"));
    assert_eq!(name("Vorstand Q4.csv").as_deref(), Some("VorstandQ4.csv"));
    assert_eq!(name("../../etc/november").as_deref(), Some("november.csv"));
    assert_eq!(name("..").as_deref(), Some("punktum.csv"));
}
