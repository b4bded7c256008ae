//! Thanks, empathy and reassurance that stand where an answer could.

use crate::domain::Tag;
use crate::engine::lexicon::List;

use super::{Heuristic, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "thanks",
    tag: Tag::Phrases,
    why: [
        "Dank, Mitgefühl oder „wir geben das weiter“: Das klingt freundlich, beantwortet aber nichts.",
        "Thanks, sympathy or \"we will pass it on\": it sounds kind, but it answers nothing.",
    ],
    check: |reading| reading.spans(reading.telling(List::Thanks)),
    examples: &[
        de("«Vielen Dank für dein» Feedback!"),
        de("Das «tut uns leid», wir «geben das gerne weiter»."),
        de("«Danke dir»!"),
        de("«Eure Meinung zählt»."),
        de("«Deinen Frust können» wir «gut nachvollziehen»."),
        de("Wir «nehmen das mit ins Team»."),
        de("Dank des neuen Caches lädt die Karte in 2 Sekunden."),
        de("Die Dankesfeier ist am Samstag um 15 Uhr im Saal."),
        de("Bitte schick uns die Bestellnummer, dann erstatten wir den Betrag, danke."),
        de("Auf dem Schild steht „Vielen Dank für Ihr Verständnis“."),
        de("Das Paket geben wir morgen bei der Post auf."),
        de("Verständnis für Statistik setzt der Kurs nicht voraus."),
        en("«Thank you for your patience»!"),
        en("«We hear you»."),
        en("«So sorry to hear» this."),
        en("We'll «pass it on to» the team."),
        en("We «understand how frustrating this» is."),
        en("«Your feedback is important» to us."),
        en("Thanks to the new cache the map loads in two seconds."),
        en("Send us the order number and the refund is out today, thanks."),
        en("The thank-you cards are 2 € each at the desk."),
        en("The sign says \"Thank you for your patience\"."),
        en("Hand the parcel to the driver, he scans it on the spot."),
        en("You can feed the goats at three, a bag of hay is 1 €."),
    ],
};
