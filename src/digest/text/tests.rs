//! The digest of the tone, its English twin, and the lines that come and go.

use jiff::civil::Weekday;

use super::*;

const LINK: &str = "https://discord.com/channels/1/2/3";
const DOCS: &str = "https://punktum.example/zaehlung";

const WAY: &[(&str, i64)] = &[("around", 6), ("vague", 3), ("phrases", 1)];
const NOT_COUNTED: &[(Reason, i64)] =
    &[(Reason::Reply, 41), (Reason::Machine, 118), (Reason::Paused, 5), (Reason::Disputed, 1)];

fn whole(lang: Lang) -> Digest<'static> {
    Digest {
        lang,
        brand: "Nordlicht",
        week: Week { year: 2026, week: 47 },
        counted: 34,
        n: [2, 3, 6, 23],
        messages: 199,
        share_before: Some((19, 31)),
        best: Some((
            LINK,
            ["Hilfe, Angabe und Quelle in zwei Sätzen.", "Help, fact and resource in two sentences."][lang as usize],
        )),
        in_the_way: WAY,
        nudges: 2,
        helpful: 1,
        unfit: 1,
        disputed: 1,
        not_counted: NOT_COUNTED,
        rest: Rest { hours: 6, days: vec![Weekday::Thursday] },
        gift_share: Some(0.27),
        remains: Remains { made: 31, decisions: 14, invitations: 9 },
        explain_link: DOCS,
    }
}

/// A week with little in it.
fn bare(lang: Lang, counted: i64) -> Digest<'static> {
    Digest {
        counted,
        n: [0, 0, 0, counted],
        messages: counted,
        share_before: None,
        best: None,
        in_the_way: &[],
        nudges: 0,
        helpful: 0,
        unfit: 0,
        disputed: 0,
        not_counted: &[],
        rest: Rest::default(),
        gift_share: Some(0.2),
        remains: Remains::default(),
        ..whole(lang)
    }
}

fn silent(lang: Lang) -> Digest<'static> {
    Digest { not_counted: &NOT_COUNTED[..1], messages: 41, ..bare(lang, 0) }
}

fn figures(lang: Lang) -> Figures<'static> {
    const SHARES: &[(i64, i64)] = &[(16, 31), (2, 4), (25, 35), (19, 31), (23, 34)];
    Figures {
        lang,
        week: Week { year: 2026, week: 47 },
        shares: SHARES,
        ewma: Some(64.25),
        n: [2, 3, 6, 23],
        in_the_way: WAY,
    }
}

/// Every whole message of the digest, for the test that holds the bot to its own measure.
pub(crate) fn samples() -> Vec<(Lang, String)> {
    let kinds = |lang| {
        let rise = Digest { share_before: Some((13, 34)), nudges: 3, helpful: 0, unfit: 0, disputed: 0, ..whole(lang) };
        let paused = Digest { rest: Rest { hours: 1, days: vec![Weekday::Monday] }, ..bare(lang, 8) };
        [whole(lang), rise, paused, bare(lang, 3), silent(lang), bare(lang, 0)]
    };
    let mut samples: Vec<_> =
        Lang::ALL.into_iter().flat_map(kinds).map(|digest| (digest.lang, text(&digest))).collect();
    samples.extend(Lang::ALL.map(|lang| (lang, alt_text(&figures(lang)))));
    samples
}

#[test]
fn the_digest_of_the_tone() {
    insta::assert_snapshot!(text(&whole(Lang::De)), @r"
    **Wochenbericht Nordlicht · KW 47 (16. bis 22.11.2026)**
    **23 von 34 Beiträgen kamen auf den Punkt (68 %).** Vorwoche 61 %: kein sicherer Unterschied.
    **Bester Beitrag:** <https://discord.com/channels/1/2/3> · Hilfe, Angabe und Quelle in zwei Sätzen.
    **Am meisten im Weg:** Vorreden (6), Ankündigungen ohne Termin (3).
    **Hinweise:** 2, davon 1 hilfreich, 1 passte nicht; der Beitrag zählt nicht mehr.
    **Nicht gezählt:** 41 Antworten an Mitglieder, 118 automatische Meldungen, 5 Beiträge in 6 Stunden Pause (Do).
    **Geschenke:** in 27 % der gezählten Beiträge.
    **Was bleibt, 12 Wochen:** 31 Lösungen, 14 Entscheidungen mit Grund, 9 Einladungen.
    So wird gezählt: <https://punktum.example/zaehlung>
    ");
    insta::assert_snapshot!(text(&whole(Lang::En)), @r"
    **Weekly digest Nordlicht · week 47 (16 to 22 November 2026)**
    **23 of 34 posts came to the point (68 %).** Week before 61 %: no clear difference.
    **Best post:** <https://discord.com/channels/1/2/3> · Help, fact and resource in two sentences.
    **Most in the way:** long openings (6), announcements without a date (3).
    **Notes:** 2, 1 of them helpful, 1 did not fit; the post no longer counts.
    **Not counted:** 41 replies to members, 118 automated messages, 5 posts during 6 hours of pause (Thu).
    **Gifts:** in 27 % of the counted posts.
    **What remains, 12 weeks:** 31 fixes, 14 decisions with their reasons, 9 invitations.
    How it is counted: <https://punktum.example/zaehlung>
    ");
}

#[test]
fn lines_with_nothing_to_say_are_left_out() {
    let paused = |lang| Digest { rest: Rest { hours: 1, days: vec![Weekday::Monday] }, ..bare(lang, 8) };
    let few = |lang| [paused(lang), bare(lang, 3), silent(lang), bare(lang, 0)].map(|digest| text(&digest)).join("\n");
    insta::assert_snapshot!(few(Lang::De), @r"
    **Wochenbericht Nordlicht · KW 47 (16. bis 22.11.2026)**
    **8 von 8 Beiträgen kamen auf den Punkt (100 %).**
    **Nicht gezählt:** eine Stunde Pause (Mo).
    So wird gezählt: <https://punktum.example/zaehlung>
    **Wochenbericht Nordlicht · KW 47 (16. bis 22.11.2026)**
    **3 Beiträge gezählt; einen Anteil gibt es ab 5.**
    So wird gezählt: <https://punktum.example/zaehlung>
    **Wochenbericht Nordlicht · KW 47 (16. bis 22.11.2026)**
    **Kein Beitrag gezählt.** **Nicht gezählt:** 41 Antworten an Mitglieder.
    **Wochenbericht Nordlicht · KW 47 (16. bis 22.11.2026)**
    **Kein Beitrag gezählt.**
    ");
    insta::assert_snapshot!(few(Lang::En), @r"
    **Weekly digest Nordlicht · week 47 (16 to 22 November 2026)**
    **8 of 8 posts came to the point (100 %).**
    **Not counted:** 1 hour of pause (Mon).
    How it is counted: <https://punktum.example/zaehlung>
    **Weekly digest Nordlicht · week 47 (16 to 22 November 2026)**
    **3 posts counted; a share is given from 5 on.**
    How it is counted: <https://punktum.example/zaehlung>
    **Weekly digest Nordlicht · week 47 (16 to 22 November 2026)**
    **No post counted.** **Not counted:** 41 replies to members.
    **Weekly digest Nordlicht · week 47 (16 to 22 November 2026)**
    **No post counted.**
    ");
}

#[test]
fn a_change_is_named_when_it_is_certain() {
    let line = |good, before| {
        let of = |lang| headline(&Digest { n: [0, 0, 0, good], share_before: Some(before), ..whole(lang) });
        Lang::ALL.map(of).join("\n")
    };
    insta::assert_snapshot!(line(23, (13, 34)), @r"
    **23 von 34 Beiträgen kamen auf den Punkt (68 %).** Vorwoche 38 %: ein sicherer Anstieg.
    **23 of 34 posts came to the point (68 %).** Week before 38 %: a clear rise.
    ");
    insta::assert_snapshot!(line(1, (13, 34)), @r"
    **1 von 34 Beiträgen kam auf den Punkt (3 %).** Vorwoche 38 %: ein sicherer Rückgang.
    **1 of 34 posts came to the point (3 %).** Week before 38 %: a clear fall.
    ");
    assert_eq!(line(23, (1, 4)).matches('%').count(), 2, "a week before with too few messages gives no share");
}

#[test]
fn notes_are_told_in_the_singular_too() {
    let line = |nudges, helpful, unfit, disputed| {
        let of = |lang| notes(&Digest { nudges, helpful, unfit, disputed, ..whole(lang) }).unwrap();
        Lang::ALL.map(of).join("\n")
    };
    insta::assert_snapshot!(line(4, 0, 2, 2), @r"
    **Hinweise:** 4, 2 passten nicht; 2 Beiträge zählen nicht mehr.
    **Notes:** 4, 2 did not fit; 2 posts no longer count.
    ");
    insta::assert_snapshot!(line(1, 0, 0, 0), @r"
    **Hinweise:** 1, noch ohne Antwort.
    **Notes:** 1, no answer yet.
    ");
    insta::assert_snapshot!(line(0, 0, 0, 1), @r"
    **Hinweise:** keine; 1 Beitrag zählt nicht mehr.
    **Notes:** none; 1 post no longer counts.
    ");
}

#[test]
fn the_picture_in_words() {
    insta::assert_snapshot!(Lang::ALL.map(|lang| alt_text(&figures(lang))).join("\n"), @r"
    Anteil der Beiträge auf den Punkt in 4 Wochen: 52 % bis 71 %, zuletzt 68 % in KW 47; geglättete Wertung zuletzt 64,2 von 100. KW 47: 23 auf den Punkt, 6 mit Beiwerk, 3 dünn, 2 leer; am meisten im Weg Vorreden (6), Ankündigungen ohne Termin (3), Floskeln (1).
    Share of posts to the point over 4 weeks: 52 % to 71 %, latest 68 % in week 47; smoothed score latest 64.2 of 100. Week 47: 23 to the point, 6 padded, 3 thin, 2 empty; most in the way long openings (6), announcements without a date (3), stock phrases (1).
    ");
    let late = |lang| alt_text(&Figures { shares: &figures(lang).shares[..2], ewma: None, n: [0; 4], ..figures(lang) });
    insta::assert_snapshot!(Lang::ALL.map(late).join("\n"), @r"
    Anteil der Beiträge auf den Punkt: 52 % in einer früheren Woche, zu wenige Beiträge in KW 47.
    Share of posts to the point: 52 % in an earlier week, too few posts in week 47.
    ");
    let none = |lang| alt_text(&Figures { shares: &[], n: [0, 0, 0, 1], in_the_way: &[], ..figures(lang) });
    insta::assert_snapshot!(Lang::ALL.map(none).join("\n"), @r"
    Anteil der Beiträge auf den Punkt: bis KW 47 keine Woche mit genug Beiträgen; geglättete Wertung zuletzt 64,2 von 100. KW 47: 1 auf den Punkt.
    Share of posts to the point: no week with enough posts up to week 47; smoothed score latest 64.2 of 100. Week 47: 1 to the point.
    ");
}

#[test]
fn why_a_message_is_the_best() {
    insta::assert_snapshot!(why(Lang::De, &[Tag::Smalltalk, Tag::Fact, Tag::Service], 2), @"Angabe und Hilfe in zwei Sätzen.");
    insta::assert_snapshot!(why(Lang::En, &[Tag::Made, Tag::Fact, Tag::Resource, Tag::Decision], 1), @"Something made, fact and resource in one sentence.");
    insta::assert_snapshot!(why(Lang::De, &[], 12), @"Auf den Punkt in 12 Sätzen.");
}

#[test]
fn the_title_is_a_title_whatever_the_brand_is_called() {
    let hostile = Digest { brand: "**@everyone**\n# Los! 🎉", ..whole(Lang::De) };
    insta::assert_snapshot!(title(&hostile).replace('\u{200B}', "∅"), @"**Wochenbericht @∅everyone # Los · KW 47 (16. bis 22.11.2026)**");
}

#[test]
fn every_digest_has_at_most_nine_lines_below_the_title() {
    for (_, text) in samples() {
        assert!((1..=10).contains(&text.lines().count()) && !text.contains('!'), "{text}");
    }
}
