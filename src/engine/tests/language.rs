//! Which language a text is taken for.

use std::fs;

use crate::domain::Lang;
use crate::engine::lang::{Detected, detect};
use crate::engine::markup::Markup;
use crate::engine::text::Text;

fn detected(raw: &str) -> Detected {
    detect(&Text::read(raw, Markup::Discord))
}

#[test]
fn german_english_other_and_too_short() {
    let cases: [(Detected, &[&str]); 4] = [
        (
            Detected::Known(Lang::De),
            &[
                "Der Patch ist da.",
                "Ab morgen öffnen wir um 9 Uhr",
                "Danke",
                "Update 2.3: Speichern geht wieder, und das Login auch.",
                "Grüße aus Köln",
                "> The quoted words do not count\nDas hier ist unsere Antwort.",
                "`the command and its output` läuft jetzt wieder",
            ],
        ),
        (
            Detected::Known(Lang::En),
            &[
                "The patch is out.",
                "We open at 9 from tomorrow",
                "Thanks",
                "Patch notes for the Mühlengrund map are in the forum.",
                "Sign up at https://der-und-das.example/nicht today",
            ],
        ),
        (
            Detected::Other,
            &[
                "Le correctif est disponible depuis ce matin pour tous les joueurs de la région parisienne.",
                "La actualización llega mañana a las nueve para todos los jugadores de nuestra comunidad.",
                "Обновление вышло сегодня утром, загрузка файлов снова работает для всех пользователей.",
            ],
        ),
        (Detected::Unclear, &["", "🔥🔥", "12:30", "https://a.example", "Lanternmoor", "Ok super"]),
    ];
    for (expected, texts) in cases {
        for text in texts {
            assert_eq!(detected(text), expected, "{text:?}");
        }
    }
}

/// The corpus is written in both languages, with dialect, names and loan words.
#[test]
fn the_corpus_is_read_in_its_language() {
    for lang in Lang::ALL {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/").to_owned() + lang.code() + ".jsonl";
        let (mut all, mut right) = (0, 0);
        for line in fs::read_to_string(file).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = row["text"].as_str().unwrap();
            if text.split_whitespace().count() >= 3 {
                all += 1;
                right += usize::from(detected(text) == Detected::Known(lang));
            }
        }
        assert!(all > 1000, "{all} rows");
        assert!(right * 100 >= all * 97, "{}: {right} of {all}", lang.code());
    }
}
