//! The brand about itself: proud, award, anniversary, team love, records.

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "selfpraise",
    tag: Tag::Selfpraise,
    why: [
        "Hier geht es um die Marke selbst: Stolz, Preise oder Rekorde, mit denen die Leser nichts anfangen können.",
        "The brand speaks about itself: pride, prizes or records that the reader has no use for.",
    ],
    check: |reading| reading.spans(reading.phrases(List::Selfpraise).chain(counts(reading))),
    examples: &[
        de("Wir «sind stolz auf» dieses Jahr."),
        de("«25.000 Follower»! Danke!"),
        de("Schon «zum dritten Mal in Folge» «Testsieger» der Region."),
        de("«Was für ein Team»!"),
        de("Als «Marktführer» «setzen wir Maßstäbe»."),
        de("Heute feiern wir unser 175-«jähriges Bestehen»."),
        de("Der Platz Am Stolzen Baum ist ab Montag gesperrt."),
        de("Ab 20 Mitgliedern gibt es den Gruppentarif, sonst zahlt ihr 9 Euro je Kopf."),
        de("2.000 Kunden in Altdorf sind bis 14 Uhr ohne Strom, die Trafostation ist ausgefallen."),
        de("Der Preis für die Jahreskarte steigt auf 89 Euro."),
        de("Das Team Hallenbad sucht zwei Aufsichten für Samstag, 9 bis 13 Uhr."),
        de("Der Film „Was für ein Team“ läuft um 20 Uhr."),
        en("We are «so proud of this» year."),
        en("«10k stars»! Thank you!"),
        en("«Voted best» lender, three «years in a row»."),
        en("«What a team»!"),
        en("Our «award-winning» kitchen is open till ten."),
        en("«Trusted by» the biggest names in the business."),
        en("The Proud Mary boat trip leaves at 14:00 from pier 3."),
        en("Groups of 200 members or more pay 9 € a head, everybody else pays 12 € at the door."),
        en("The award ceremony for your photo contest is on 4 May at six."),
        en("The team page lists who answers on weekends."),
        en("Price goes up to 89 € on 1 March, cards bought before keep the old one."),
        en("The film \"What a team\" starts at eight."),
    ],
};

/// The size of the own crowd as a sentence of its own: "25.000 Follower!", "10k stars."
fn counts<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Range<usize>> + 'r {
    let text = &reading.text;
    let short = LazyCell::new(|| reading.short_sentences(6));
    (1..text.tokens.len()).filter_map(move |noun| {
        let number = noun - 1;
        let crowd = || CROWDS.iter().any(|crowd| text.word(noun).starts_with(crowd));
        let large = text.kind(number) == Some(Kind::Number) && text.word(number).len() >= 3;
        (large && crowd() && short[text.tokens[noun].sentence]).then_some(number..noun + 1)
    })
}

/// Whom a brand counts.
#[rustfmt::skip]
const CROWDS: [&str; 14] = [
    "follower", "abonnent", "subscriber", "star", "download", "fans", "mitglieder", "members", "streams", "kund",
    "customer", "player", "spieler", "likes",
];
