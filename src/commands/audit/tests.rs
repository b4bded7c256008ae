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
        place: None,
        account: Some("kim".into()),
        account_week: None,
        role: None,
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

fn told(lang: Lang, about: &About, figures: &Figures, named: bool, remarks: &[String]) -> String {
    let period = (date(2026, 10, 26), date(2026, 11, 22));
    text(&Audit { lang, about, days: 28, period, figures, named, remarks, past: None }, &Plain)
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
    insta::assert_snapshot!(told(Lang::De, &About::Community, &figures, false, &[]), @"
    **Von 7 Beiträgen auf der Bühne kamen 57 % auf den Punkt.** In den 28 Tagen davor waren es 17 %: ein sicherer Anstieg.
    **Zeitraum:** 26.10. bis 22.11.2026
    **Urteile:** 4 auf den Punkt, 1 mit Beiwerk, 1 dünn, 1 leer.
    **Beste Beiträge:**
    - <https://chat.example/news/000000> · Angabe und Hilfe (95,0)
    - <https://chat.example/news/000001> · Angabe und Hilfe (94,9)
    - <https://chat.example/news/000003> · Angabe und Hilfe (94,7)
    **Am meisten im Weg:** Ankündigungen ohne Termin (2), laute Worte (2), Vorreden (1).
    **Nicht gezählt:** 1 Antwort an ein Mitglied, 1 Beitrag in Gesprächskanälen.
    **Hinweise:** 2 zugestellt, davon 1 hilfreich, 1 passte nicht, 1 nur vermerkt.
    **Je Kanal:**
    - #news: 3 von 6 auf den Punkt (50 %)
    - #updates: 1 gezählt
    ");
    insta::assert_snapshot!(told(Lang::En, &About::Account("Kim".into()), &figures, true, &["Remark.".into()]), @r"
    **Of 7 posts by Kim 57 % came to the point.** In the 28 days before it was 17 %: a clear rise.
    **Period:** 26 October to 22 November 2026
    **Verdicts:** 4 to the point, 1 padded, 1 thin, 1 empty.
    **Best posts:**
    - <https://chat.example/news/000000> · Fact and help (95.0)
    - <https://chat.example/news/000001> · Fact and help (94.9)
    - <https://chat.example/news/000003> · Fact and help (94.7)
    **Most in the way:** announcements without a date (2), loud words (2), long openings (1).
    **Farthest from the point:**
    - <https://chat.example/news/000005> · empty (19.5)
    - <https://chat.example/news/000004> · thin (44.6)
    **Not counted:** 1 reply to a member, 1 post in talk channels.
    **Notes:** 2 delivered, 1 of them helpful, 1 did not fit, 1 only recorded.
    **By channel:**
    - #news: 3 of 6 to the point (50 %)
    - #updates: 1 counted
    Remark.
    ");
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
    insta::assert_snapshot!(lines.join("\n"), @r"
    **Von 7 Beiträgen in #news kamen 57 % auf den Punkt.**
    **Of 7 posts in #news 57 % came to the point.** In the 28 days before it was 5 %: a clear rise.
    **Von deinen 7 Beiträgen kamen 57 % auf den Punkt.** In den 28 Tagen davor waren es 100 %: ein sicherer Rückgang.
    **Of your 7 posts 57 % came to the point.**
    ");
}

#[test]
fn few_messages_give_no_share() {
    let messages = some();
    let few: Vec<&Stored> = messages.iter().skip(5).collect();
    insta::assert_snapshot!(told(Lang::De, &About::Community, &figures(&few, &[], &[]), false, &[]), @"
    **2 Beiträge gezählt; einen Anteil gibt es ab 5.**
    **Zeitraum:** 26.10. bis 22.11.2026
    **Urteile:** 1 auf den Punkt, 1 leer.
    **Beste Beiträge:**
    - <https://chat.example/updates/000006> · Angabe und Hilfe (94,4)
    **Am meisten im Weg:** Ankündigungen ohne Termin (1), laute Worte (1).
    **Nicht gezählt:** 1 Antwort an ein Mitglied, 1 Beitrag in Gesprächskanälen.
    **Je Kanal:**
    - #news: 1 gezählt
    - #updates: 1 gezählt
    ");
    insta::assert_snapshot!(told(Lang::En, &About::Community, &figures(&[], &[], &[]), false, &[]), @"
    **No post counted.**
    **Period:** 26 October to 22 November 2026
    ");
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
    insta::assert_snapshot!(table(false), @"
    message,channel,posted_at,score,value,verdict,counts,tags,leading_heuristic
    000000,news,2026-11-16T08:00:00Z,95.0,3,to_the_point,yes,fact service,date
    000001,news,2026-11-16T08:01:00Z,94.9,3,to_the_point,yes,fact service,date
    000002,news,2026-11-16T08:02:00Z,69.8,2,padded,yes,fact service,around
    000003,news,2026-11-16T08:03:00Z,94.7,3,to_the_point,yes,fact service,date
    000004,news,2026-11-16T08:04:00Z,44.6,1,thin,yes,vague,vague
    000005,news,2026-11-16T08:05:00Z,19.5,0,empty,yes,vague,vague
    000006,updates,2026-11-16T08:06:00Z,94.4,3,to_the_point,yes,fact service,date
    000007,talk,2026-11-16T08:07:00Z,44.3,1,thin,reply,vague,vague
    000008,talk,2026-11-16T08:08:00Z,69.2,2,padded,floor,fact service,around
    ");
    insta::assert_snapshot!(table(true).lines().take(2).collect::<Vec<_>>().join("\n"), @"
    message,channel,posted_at,score,value,verdict,counts,tags,leading_heuristic,account
    000000,news,2026-11-16T08:00:00Z,95.0,3,to_the_point,yes,fact service,date,kim
    ");
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
