//! Every text in both languages, and the law of length against hostile quotations.

use proptest::prelude::*;

use crate::domain::Sensitivity;
use crate::i18n::tests::{hostile, is_harmless};
use crate::nudge::pace::Pace;

use super::*;

const POINT: &str =
    "Buchungen könnt ihr ab heute selbst verschieben: App → Meine Termine → Verschieben, bis 2 Stunden vorher.";

fn of(lang: Lang, pattern: Tag) -> Card<'static> {
    let since = ["seit Dienstag", "since Tuesday"][lang as usize].to_owned();
    let (quote, trimmed) = (None, None);
    Card {
        lang,
        channel: "#news",
        since,
        steps: 6,
        times: 4,
        pattern,
        quote,
        trimmed,
        trimmed_words_less: 0,
        whole_words: 0,
    }
}

fn drift_tags() -> impl Iterator<Item = Tag> {
    Tag::ALL.into_iter().filter(|tag| tag.is_drift())
}

/// The nudges of the tone, as far as a card can know them, and every pattern with and without words.
fn cards() -> Vec<Card<'static>> {
    let mut cards = vec![
        Card {
            steps: 4,
            times: 4,
            quote: Some("Da kommt was Großes auf euch zu 👀"),
            whole_words: 7,
            ..of(Lang::De, Tag::Vague)
        },
        Card {
            channel: "#updates",
            since: "seit Montag".into(),
            times: 5,
            trimmed: Some(POINT),
            trimmed_words_less: 38,
            whole_words: 53,
            ..of(Lang::De, Tag::Around)
        },
        Card {
            channel: "#announcements",
            steps: 4,
            times: 4,
            quote: Some("Exciting times ahead, stay tuned!!"),
            whole_words: 5,
            ..of(Lang::En, Tag::Vague)
        },
        Card {
            channel: "#updates",
            steps: 5,
            trimmed: Some("Uploads up to 500 MB work again. Retry failed ones under Files → Failed."),
            trimmed_words_less: 41,
            whole_words: 55,
            ..of(Lang::En, Tag::Around)
        },
    ];
    for lang in Lang::ALL {
        cards.extend(drift_tags().chain([Tag::Fact]).map(|pattern| of(lang, pattern)));
    }
    cards
}

/// Every whole message of a nudge, for the test that holds the bot to its own measure.
pub(crate) fn samples() -> Vec<(Lang, String)> {
    let mut samples: Vec<_> = cards().iter().map(|one| (one.lang, card(one))).collect();
    for lang in Lang::ALL {
        let texts = [
            neutral(lang, "<@42>", "#news"),
            neutral(lang, "", "#news"),
            neutral_closed(lang, "@Kim", "#news"),
            ask_pause(lang),
            muted(lang, "around", 3, 5),
            unmuted(lang, "around"),
            fused(lang, "Team", 63),
            welcome(lang, "Nordlicht"),
            observed(lang, 3, &Pace([1, 2, 3, 4]).rate(lang, Sensitivity::Balanced)),
            named(lang, "Nordlicht", ["22.11.2026", "22 November 2026"][lang as usize], "Kim"),
        ];
        samples.extend(texts.map(|text| (lang, text)));
    }
    samples
}

fn all(cards: impl IntoIterator<Item = Card<'static>>) -> String {
    cards.into_iter().map(|one| card(&one)).collect::<Vec<_>>().join("\n---\n")
}

#[test]
fn the_nudges_of_the_tone() {
    insta::assert_snapshot!(all(cards().into_iter().take(4)), @r#"
    In **#news** fehlt seit Dienstag das Wann: 4 Beiträge, kein Termin. Zuletzt: „Da kommt was Großes auf euch zu“
    Mit Datum ist es eine Nachricht. Steht noch keins fest, warte mit dem nächsten Post, bis es feststeht.
    ---
    In **#updates** steht der Punkt seit Montag erst am Ende, in 5 von 6 Beiträgen. Der letzte, kürzer mit deinen Worten:
    „Buchungen könnt ihr ab heute selbst verschieben: App → Meine Termine → Verschieben, bis 2 Stunden vorher.“
    38 Wörter weniger, alle Angaben noch da.
    ---
    The last 4 posts in **#announcements** since Tuesday promise news and carry none. Latest: "Exciting times ahead, stay tuned"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    In **#updates**, 4 of the last 5 posts since Tuesday open at length; the point comes last. Latest, in its own words:
    "Uploads up to 500 MB work again. Retry failed ones under Files → Failed."
    41 words less, every fact kept.
    "#);
}

#[test]
fn every_pattern_without_words() {
    insta::assert_snapshot!(all(drift_tags().chain([Tag::Fact]).map(|tag| of(Lang::De, tag))), @r"
    In **#news** steht seit Dienstag Plauderei statt Auskunft, in 4 von 6 Beiträgen.
    Sag, was neu ist, oder lass es weg.
    ---
    In **#news** stehen seit Dienstag Floskeln statt Angaben, in 4 von 6 Beiträgen.
    Eine Zahl oder ein Beispiel sagt mehr. Gibt es keins, lass den Satz weg.
    ---
    In **#news** steht der Punkt seit Dienstag erst am Ende, in 4 von 6 Beiträgen.
    Der Punkt gehört in den ersten Satz, der Rest kann weg.
    ---
    In **#news** gab es seit Dienstag Geschenke und kaum Auskunft, in 4 von 6 Beiträgen.
    Dazu gehört eine Auskunft, die auch ohne Gewinn nützt. Gibt es keine, lass es weg.
    ---
    In **#news** fehlt der Bitte um Reaktionen seit Dienstag das Wozu, in 4 von 6 Beiträgen.
    Sag, was mit den Antworten geschieht und bis wann, oder lass die Frage weg.
    ---
    In **#news** steht seit Dienstag Eigenlob statt Nutzen, in 4 von 6 Beiträgen.
    Sag, was Leser davon haben, oder lass es weg.
    ---
    In **#news** steht seit Dienstag Werbung ohne Auskunft, in 4 von 6 Beiträgen.
    Preis, Umfang und Termin machen daraus eine Auskunft.
    ---
    In **#news** fehlt seit Dienstag das Wann: 4 von 6 Beiträgen ohne Termin.
    Mit Datum ist es eine Nachricht. Steht noch keins fest, warte mit dem nächsten Post, bis es feststeht.
    ---
    In **#news** steht seit Dienstag schon Gesagtes, in 4 von 6 Beiträgen.
    Sag dazu, was neu ist: Frist, Ort oder Antwort. Ist nichts neu, lass es weg.
    ---
    In **#news** steht seit Dienstag wenig Neues, in 4 von 6 Beiträgen.
    Sag, was neu ist, oder lass es weg.
    ");
    insta::assert_snapshot!(all(drift_tags().chain([Tag::Fact]).map(|tag| of(Lang::En, tag))), @r"
    In **#news**, 4 of the last 6 posts since Tuesday chat instead of informing.
    Add what is new, or skip the post.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday put stock phrases where facts could stand.
    A number or an example says more. If there is none, drop the sentence.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday open at length; the point comes last.
    The point belongs in the first sentence; the rest can go.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday offer gifts and little information.
    Add information that is of use without the prize. If there is none, skip the post.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday ask for reactions without saying what for.
    Say what happens with the answers and by when, or drop the question.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday praise the brand and leave the reader out.
    Say what readers get from it, or skip the post.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday advertise without information.
    Price, scope and date turn it into information.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday promise news and carry none.
    With a date it is news. If there is none yet, hold the next post until there is.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday repeat what was said before.
    Add what is new: a deadline, a place or an answer. If nothing is new, skip the post.
    ---
    In **#news**, 4 of the last 6 posts since Tuesday say little that is new.
    Add what is new, or skip the post.
    ");
}

#[test]
fn every_pattern_in_all_posts_with_nothing_left() {
    let empty = |lang, tag| Card { times: 6, quote: Some("Hallo!"), whole_words: 9, ..of(lang, tag) };
    insta::assert_snapshot!(all(drift_tags().map(|tag| empty(Lang::De, tag))), @r"
    In **#news** steht seit Dienstag Plauderei statt Auskunft, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    ---
    In **#news** stehen seit Dienstag Floskeln statt Angaben, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    ---
    In **#news** steht der Punkt seit Dienstag erst am Ende, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    ---
    In **#news** gab es seit Dienstag Geschenke und kaum Auskunft, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    ---
    In **#news** fehlt der Bitte um Reaktionen seit Dienstag das Wozu, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    ---
    In **#news** steht seit Dienstag Eigenlob statt Nutzen, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    ---
    In **#news** steht seit Dienstag Werbung ohne Auskunft, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Nach dem Kürzen bleibt nichts übrig. Sag, was neu ist, oder lass es weg.
    ---
    In **#news** fehlt seit Dienstag das Wann: 6 Beiträge, kein Termin. Zuletzt: „Hallo“
    Mit Datum ist es eine Nachricht. Steht noch keins fest, warte mit dem nächsten Post, bis es feststeht.
    ---
    In **#news** steht seit Dienstag schon Gesagtes, in allen 6 Beiträgen. Zuletzt: „Hallo“
    Sag dazu, was neu ist: Frist, Ort oder Antwort. Ist nichts neu, lass es weg.
    ");
    insta::assert_snapshot!(all(drift_tags().map(|tag| empty(Lang::En, tag))), @r#"
    The last 6 posts in **#news** since Tuesday chat instead of informing. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday put stock phrases where facts could stand. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday open at length; the point comes last. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday offer gifts and little information. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday ask for reactions without saying what for. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday praise the brand and leave the reader out. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday advertise without information. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday promise news and carry none. Latest: "Hallo"
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    ---
    The last 6 posts in **#news** since Tuesday repeat what was said before. Latest: "Hallo"
    Add what is new: a deadline, a place or an answer. If nothing is new, skip the post.
    "#);
}

#[test]
fn a_shorter_text_that_does_not_fit_is_counted() {
    let long = "Wort ".repeat(90);
    for lang in Lang::ALL {
        let one = Card {
            quote: Some("Hallo"),
            trimmed: Some(&long),
            trimmed_words_less: 30,
            whole_words: 120,
            ..of(lang, Tag::Phrases)
        };
        match lang {
            Lang::De => insta::assert_snapshot!(card(&one), @r"
            In **#news** stehen seit Dienstag Floskeln statt Angaben, in 4 von 6 Beiträgen. Zuletzt: „Hallo“
            Der letzte kommt mit 90 von 120 Wörtern aus, alle Angaben noch da.
            "),
            Lang::En => insta::assert_snapshot!(card(&one), @r#"
            In **#news**, 4 of the last 6 posts since Tuesday put stock phrases where facts could stand. Latest: "Hallo"
            The latest needs 90 of its 120 words, every fact kept.
            "#),
        }
    }
}

#[test]
fn one_post_and_one_word_are_singular() {
    let one = |lang| Card {
        steps: 1,
        times: 1,
        trimmed: Some("a"),
        trimmed_words_less: 1,
        whole_words: 2,
        ..of(lang, Tag::Phrases)
    };
    let one_of = |lang| Card { times: 1, ..of(lang, Tag::Bait) };
    insta::assert_snapshot!(all(Lang::ALL.map(one).into_iter().chain(Lang::ALL.map(one_of))), @r#"
    In **#news** stehen seit Dienstag Floskeln statt Angaben, in einem Beitrag. Der letzte, kürzer mit deinen Worten:
    „a“
    Ein Wort weniger, alle Angaben noch da.
    ---
    In **#news**, the one post since Tuesday puts stock phrases where facts could stand. Latest, in its own words:
    "a"
    1 word less, every fact kept.
    ---
    In **#news** fehlt der Bitte um Reaktionen seit Dienstag das Wozu, in 1 von 6 Beiträgen.
    Sag, was mit den Antworten geschieht und bis wann, oder lass die Frage weg.
    ---
    In **#news**, 1 of the last 6 posts since Tuesday asks for reactions without saying what for.
    Say what happens with the answers and by when, or drop the question.
    "#);
}

#[test]
fn what_else_is_said() {
    let said = Lang::ALL.map(|lang| {
        let until = ["heute, 14:00 Uhr", "today, 14:00"][lang as usize];
        let mut said = vec![
            buttons(lang).join(" · "),
            show_button(lang),
            ask_pause_buttons(lang, 24).join(" · "),
            done(lang, Verdict::Helps),
            done(lang, Verdict::Unfit),
            done_pause(lang, until),
            gone(lang, "#news"),
            for_another(lang),
        ];
        said.extend(samples().into_iter().rev().filter(|(l, _)| *l == lang).take(10).map(|(_, text)| text));
        said.join("\n")
    });
    insta::assert_snapshot!(said.join("\n---\n"), @r#"
    Hilft · Passt nicht · Pause
    Ansehen
    24 Stunden Pause · Keine Pause
    Notiert: hilfreich.
    Notiert: passte nicht. Der Beitrag zählt nicht mehr.
    Pause bis heute, 14:00 Uhr. Bis dahin keine Hinweise, und die Beiträge zählen nicht.
    Der Hinweis zu #news hat sich erledigt.
    Diesen Hinweis sieht nur, wer angesprochen ist.
    Bei Nordlicht gibt es ab jetzt Auswertungen je Konto, sichtbar für Admins. Eingeschaltet von @Kim, 22.11.2026.
    Ausschalten: `/einstellungen personen`
    Eine Woche beobachtet: 3 Hinweise wären rausgegangen.
    Bei diesem Tempo: etwa ein falscher Hinweis in 441 Wochen. Sollen Hinweise ab jetzt rausgehen?
    Punktum prüft, ob die Beiträge von Nordlicht auf den Punkt kommen. Nachrichten von Mitgliedern verwirft es ungelesen.
    Wer den Server verwaltet, beginnt mit `/einrichten`; das dauert etwa 5 Minuten.
    Die Rolle Team wird nicht mehr bewertet: In 24 Stunden galten 63 Konten als offiziell, mehr als 50.
    Was von ihr gespeichert war, ist gelöscht. Prüfen: `/einstellungen absender`
    Die Regel „Vorreden“ ist wieder an.
    Die Regel „Vorreden“ ist ab jetzt aus: 3 von 5 Hinweisen dazu passten nicht.
    Wieder einschalten: `/einstellungen zurück`
    Zwei Störungsmeldungen oder Entschuldigungen in einer Stunde: Hinweise ruhen ab jetzt 24 Stunden.
    In einer Pause zählen auch die Beiträge nicht. Pause einschalten?
    @Kim, ein Hinweis zu #news. Als Direktnachricht kam er nicht an.
    Ein Hinweis zu #news.
    <@42>, ein Hinweis zu #news.
    ---
    Helps · Doesn't fit · Pause
    Show
    Pause for 24 hours · No pause
    Noted: helpful.
    Noted: did not fit. The post no longer counts.
    Paused until today, 14:00. Until then no notes, and posts do not count.
    The note on #news is settled.
    This note is shown only to the person it names.
    From now on Nordlicht has figures per account, visible to admins. Switched on by @Kim, 22 November 2026.
    To switch it off: `/settings people`
    After a week of observing: 3 notes would have gone out.
    At this pace: about one false note in 441 weeks. Should notes go out from now on?
    Punktum checks whether Nordlicht's own posts come to the point. Members' messages are dropped unread.
    Whoever manages the server begins with `/setup`; it takes about 5 minutes.
    The role Team is no longer scored: within 24 hours 63 accounts counted as official, more than 50.
    What was stored from it is erased. To check: `/settings senders`
    The rule "long openings" is on again.
    The rule "long openings" is off from now on: 3 of 5 notes on it did not fit.
    To switch it on again: `/settings undo`
    Two incident or apology posts within an hour: notes are on hold for 24 hours.
    During a pause, posts do not count either. Start a pause?
    @Kim, a note on #news. It could not be delivered as a direct message.
    A note on #news.
    <@42>, a note on #news.
    "#);
}

#[test]
fn every_sample_keeps_the_law() {
    for (_, text) in samples() {
        assert!(text.chars().count() <= CHARACTERS && text.lines().count() <= LINES, "{text}");
        assert!(!text.contains('!'), "{text}");
    }
}

proptest! {
    #[test]
    fn a_nudge_is_short_whatever_it_quotes(
        span in hostile(), shorter in hostile(), channel in hostile(), pattern in prop::sample::select(Tag::ALL.to_vec()),
        numbers in prop::array::uniform4(0_usize..2000), has in prop::array::uniform2(any::<bool>()), german in any::<bool>(),
    ) {
        let [steps, times, trimmed_words_less, whole_words] = numbers;
        let (quote, trimmed) = (has[0].then_some(span.as_str()), has[1].then_some(shorter.as_str()));
        let base = of(if german { Lang::De } else { Lang::En }, pattern);
        let text = card(&Card { channel: &channel, steps, times, quote, trimmed, trimmed_words_less, whole_words, ..base });
        prop_assert!(text.chars().count() <= CHARACTERS, "{} in {text}", text.chars().count());
        prop_assert!(text.lines().count() <= LINES && is_harmless(&text), "{text}");
    }
}
