//! docs/privacy.md and its German twin, made from the comments of the schema: no table and no column can be forgotten.

use std::fmt::Write;

use super::{keep, read};

const ENGLISH: &str = "# What Punktum stores

Made from `migrations/0001_first.sql` by the tests: change it there. It holds for one installation; who runs it is
responsible for it, and adds name, address and contact.

- **Members**: what they write is dropped before it is read; neither words nor authors are kept. Of a message that is
  deleted soon after it was posted the id is kept for 35 days, because it could have been an official one.
- **Text**: of no message, in no table and in no log line. Where words are shown they are fetched from the platform.
- **Who posts for the brand**: by `/settings people`. `off`: no account with any post. `self`, the default: erased within
  35 days. `named`: kept; figures per account for admins, after an agreement.
- **Your rows**: `/punktum privacy export` hands over the rows that name an account, `/punktum privacy erase` takes its id
  out of every table. What it posted stays without it, and so do the closed figures of the server and its channels.
- **The end**: `/settings leave` hands everything over as one file and erases it at once; without whom posts and notes are
  about, unless people are `named`. What is left of a server that removed the bot is erased 30 days later.
- **Copies**: before an update changes the tables of SQLite, a copy is kept beside the database (`punktum.db.v1.backup`).
  It holds what was stored then, until the operator deletes it.
- **Who gets it**: nobody but the platform itself. Nothing is sold, and nothing is learned from it.

A keyed hash tells whether two things are the same and does not tell what they are; its key is not in the database.

Every table also holds the id of the server.
";

const GERMAN: &str = "# Was Punktum speichert

Von den Tests aus `migrations/0001_first.sql` gemacht: Geändert wird es dort. Es gilt für eine Installation;
verantwortlich ist, wer sie betreibt, und ergänzt Name, Anschrift und Kontakt.

- **Mitglieder**: Was sie schreiben, wird verworfen, bevor es gelesen ist; weder Worte noch Namen bleiben. Von einer
  Nachricht, die kurz nach dem Posten gelöscht wird, bleibt 35 Tage die Kennung, weil sie offiziell gewesen sein könnte.
- **Text**: von keiner Nachricht, in keiner Tabelle und keiner Protokollzeile. Wo Worte gezeigt werden, kommen sie von
  der Plattform.
- **Wer für die Marke postet**: nach `/einstellungen personen`. `off` (aus): kein Konto bei einem Beitrag. `self`
  (selbst), die Voreinstellung: binnen 35 Tagen gelöscht. `named` (namentlich): bleibt; Zahlen je Konto für Admins, nach
  einer Vereinbarung.
- **Deine Zeilen**: `/punktum datenschutz export` übergibt die Zeilen, in denen ein Konto steht, `/punktum datenschutz
  löschen` nimmt seine Kennung aus jeder Tabelle. Was es gepostet hat, bleibt ohne sie, ebenso die geschlossenen Zahlen des
  Servers und seiner Kanäle.
- **Das Ende**: `/einstellungen verlassen` übergibt alles als eine Datei und löscht es sofort; ohne die Konten, um die es in
  Beiträgen und Hinweisen geht, außer bei `named` (namentlich). Was von einem Server bleibt, der den Bot entfernt hat, wird
  30 Tage später gelöscht.
- **Kopien**: Bevor ein Update die Tabellen von SQLite ändert, entsteht neben der Datenbank eine Kopie
  (`punktum.db.v1.backup`). Sie enthält, was damals gespeichert war, bis der Betreiber sie löscht.
- **Wer es bekommt**: niemand außer der Plattform selbst. Nichts wird verkauft, und nichts wird daraus gelernt.

Ein Prüfwert zeigt, ob zwei Dinge gleich sind, und nicht, was sie sind; sein Schlüssel steht nicht in der Datenbank.

Jede Tabelle enthält auch die Kennung des Servers.
";

#[test]
fn what_is_stored_is_documented_in_both_languages() {
    let schema = read("migrations/0001_first.sql");
    keep("docs/privacy.md", &page(&schema, ENGLISH, ["column", "what it holds"], |(english, _)| english));
    keep("docs/privacy.de.md", &page(&schema, GERMAN, ["Spalte", "Inhalt"], |(_, german)| german));
}

/// A page: the introduction, then a part for each table with its two sentences and its columns.
fn page<'s>(
    schema: &'s str,
    introduction: &str,
    head: [&str; 2],
    of: impl Fn((&'s str, &'s str)) -> &'s str,
) -> String {
    let mut out = introduction.to_owned();
    let mut sentences: Vec<&str> = Vec::new();
    let mut table = "";
    for line in schema.lines() {
        if let Some(name) = line.strip_prefix("CREATE TABLE ") {
            table = name.trim_end_matches(" (");
            let [what, until] = sentences[..] else { panic!("{table} has not two sentences in front of it") };
            let _ = writeln!(out, "\n## `{table}`\n\n{what} {until}\n\n| {} | {} |\n|---|---|", head[0], head[1]);
        } else if line == ");" {
            table = "";
        } else if table.is_empty() {
            match line.strip_prefix("-- ").and_then(|comment| comment.split_once(" | ")) {
                Some(both) => sentences.push(of(both)),
                None => sentences.clear(),
            }
        } else {
            let name = line.split_whitespace().next().unwrap_or_default();
            let is_named_once = name == "community" && table != "communities";
            if name != "PRIMARY" && !is_named_once {
                let both = line.split_once(" -- ").and_then(|(_, comment)| comment.split_once(" | "));
                let both = both.unwrap_or_else(|| panic!("{table}.{name} is not explained in English | German"));
                let _ = writeln!(out, "| `{name}` | {} |", of(both));
            }
        }
    }
    out
}
