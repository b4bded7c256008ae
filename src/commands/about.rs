//! What the bot is, does and keeps.

use crate::domain::{Lang, People};
use crate::i18n::{label, say};

use super::parse::path;
use super::{ALL, Command, Desk, Error, Reply, Rights, Spec};

/// Names in answers are cut here.
const NAME: usize = 200;

/// `punktum help`: what the person may use, in groups.
pub(super) async fn help(desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(helped(desk.actor.lang, |rights| match rights {
        Rights::Everyone => true,
        Rights::Enrolled => desk.actor.enrolled || desk.actor.admin,
        Rights::Admin => desk.actor.admin,
    })
    .into())
}

fn helped(lang: Lang, may: impl Fn(Rights) -> bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut group = "";
    for spec in ALL.iter().filter(|spec| may(spec.rights)) {
        let (first, rest) = path(spec, lang).split_once(' ').unwrap_or((path(spec, lang), ""));
        if rest.is_empty() {
            lines.push(format!("**/{first}** {}", words(spec, lang)));
        } else {
            if first != group {
                lines.push(format!("**/{first}**"));
            }
            lines.push(format!("- `{rest}` {}", words(spec, lang)));
        }
        group = first;
    }
    lines.join("\n")
}

/// What a command does, in a few words; also what platforms show beside its name.
#[must_use]
pub(crate) fn words(spec: &Spec, lang: Lang) -> String {
    say(lang, &format!("command-{}", spec.path.replace(' ', "-")), &[])
}

/// A command as something to copy, in a language: its English path, and what follows it (German, English).
pub(super) fn how(lang: Lang, english: &str, rest: [&str; 2]) -> String {
    let spec = ALL.iter().find(|spec| spec.path == english);
    debug_assert!(spec.is_some(), "no command {english}");
    let line = format!("/{} {}", spec.map_or(english, |spec| path(spec, lang)), rest[lang as usize]);
    format!("`{}`", line.trim_end().replace('`', ""))
}

/// `punktum about`
pub(super) async fn about(desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let mut tx = desk.watch.store().read().await?;
    let platform = tx.communities().await?.into_iter().find(|community| community.id == *desk.community);
    let platform = platform.map_or_else(String::new, |community| community.platform);
    Ok(told(desk.actor.lang, &house.settings.brand, &house.settings.contact, &platform).into())
}

fn told(lang: Lang, brand: &str, contact: &str, platform: &str) -> String {
    let mut text = say(lang, "about-what", &[("brand", label(brand, NAME).into()), ("platform", platform.into())]);
    if !contact.is_empty() {
        text = format!("{text} {}", say(lang, "about-contact", &[("contact", label(contact, NAME).into())]));
    }
    let version =
        [("version", env!("CARGO_PKG_VERSION").into()), ("command", how(lang, "punktum help", ["", ""]).into())];
    format!("{text}\n{}", say(lang, "about-version", &version))
}

/// What is kept, for how long, and who sees it.
pub(super) fn kept(lang: Lang, people: People, contact: &str) -> String {
    let accounts = match people {
        People::Off => "privacy-accounts-off",
        People::OwnEyes => "privacy-accounts-self",
        People::Named => "privacy-accounts-named",
    };
    let seen = match people {
        People::Named => "privacy-seen-named",
        People::Off | People::OwnEyes => "privacy-seen",
    };
    let all = how(lang, "settings leave", ["", ""]);
    let erasure = match contact {
        "" => say(lang, "privacy-erasure-admin", &[("command", all.into())]),
        contact => say(lang, "privacy-erasure", &[("contact", label(contact, NAME).into()), ("command", all.into())]),
    };
    let keys = ["privacy-members", "privacy-posts", accounts, "privacy-others", seen, "privacy-how-long"];
    let mut lines = keys.map(|key| say(lang, key, &[])).to_vec();
    let own = [("export", ["export", "export"]), ("erase", ["löschen", "erase"])];
    let own = own.map(|(name, rest)| (name, how(lang, "punktum privacy", rest).into()));
    lines.push(say(lang, "privacy-own", &own));
    lines.push(erasure);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_help_fits_into_a_message() {
        for lang in Lang::ALL {
            let all = helped(lang, |_| true);
            assert!(all.chars().count() <= 2000, "{} characters in {}", all.chars().count(), lang.code());
        }
    }

    #[test]
    fn everyone_is_told_what_everyone_may_use() {
        let both = Lang::ALL.map(|lang| helped(lang, |rights| rights == Rights::Everyone)).join("\n\n");
        insta::assert_snapshot!(both, @r"
        **/punktum**
        - `hilfe` Diese Liste
        - `über` Was Punktum tut
        - `datenschutz` Was gespeichert wird; Export und Löschen

        **/punktum**
        - `help` This list
        - `about` What Punktum does
        - `privacy` What is kept; export it or erase it
        ");
    }

    #[test]
    fn members_read_what_is_checked_and_where_to_complain() {
        let both = Lang::ALL.map(|lang| told(lang, "Nordlicht", "hilfe@nordlicht.example", "discord")).join("\n\n");
        insta::assert_snapshot!(both, @r#"
        Punktum prüft, ob die Beiträge von Nordlicht auf den Punkt kommen. Deine Nachrichten nicht: Discord stellt sie zu, Punktum verwirft sie ungelesen. Beschwerde: hilfe@nordlicht.example.
        Version 0.1.0 · Befehle: `/punktum hilfe`

        Punktum checks whether Nordlicht's own posts come to the point. Not yours: Discord delivers them, Punktum drops them unread. Complaints: hilfe@nordlicht.example.
        Version 0.1.0 · Commands: `/punktum help`
        "#);
        let both = Lang::ALL.map(|lang| told(lang, "Nordlicht", "", "console")).join("\n\n");
        insta::assert_snapshot!(both, @r#"
        Punktum prüft, ob die Beiträge von Nordlicht auf den Punkt kommen. Deine Nachrichten nicht: Die Plattform stellt sie zu, Punktum verwirft sie ungelesen.
        Version 0.1.0 · Befehle: `/punktum hilfe`

        Punktum checks whether Nordlicht's own posts come to the point. Not yours: the platform delivers them, Punktum drops them unread.
        Version 0.1.0 · Commands: `/punktum help`
        "#);
    }

    #[test]
    fn privacy_says_what_each_mode_keeps() {
        let of = |lang| kept(lang, People::OwnEyes, "hilfe@nordlicht.example");
        insta::assert_snapshot!(Lang::ALL.map(of).join("\n\n"), @r"
        **Mitglieder:** Was sie schreiben, wird ungelesen verworfen; weder Worte noch Namen bleiben. Wird eine Nachricht gleich wieder gelöscht, bleibt 35 Tage ihre Kennung: Sie könnte offiziell gewesen sein.
        **Beiträge der Marke:** Kennung, Kanal, Zeit, Wertung und Befunde, dazu ein Prüfwert, der nur Wiederholungen erkennt. Nie die Worte.
        **Konten:** Sie stehen höchstens 35 Tage bei Beiträgen und Hinweisen.
        **Außerdem:** wer eingetragen ist, wer etwas eingestellt hat und worum ein Konto bat (Direktnachrichten, Pausen).
        **Wer es sieht:** Einen Hinweis sieht, wer angesprochen ist. Wochenberichte und Rückblicke nennen niemanden.
        **Wie lange:** solange der Bot da ist. Wird er entfernt, ist nach 30 Tagen alles gelöscht.
        **Deine Zeilen:** herausgeben mit `/punktum datenschutz export`, löschen mit `/punktum datenschutz löschen`
        **Löschen:** Schreib an hilfe@nordlicht.example. Admins löschen alles auf einmal: `/einstellungen verlassen`

        **Members:** what they write is dropped unread; neither words nor authors are kept. If a message is deleted right after it was posted, its id stays for 35 days: it could have been an official one.
        **Posts of the brand:** id, channel, time, score and findings, and a keyed hash that only recognises repeats. Never the words.
        **Accounts:** kept with posts and notes for at most 35 days.
        **Also:** who is enrolled, who changed a setting, and what an account asked for (direct messages, pauses).
        **Who sees it:** a note is shown to the person it is for. Digests and audits name nobody.
        **How long:** as long as the bot is here. Once it is removed, everything is erased after 30 days.
        **Your rows:** get them with `/punktum privacy export`, erase them with `/punktum privacy erase`
        **Erasure:** ask hilfe@nordlicht.example. Admins erase everything at once: `/settings leave`
        ");
        let of = |lang| [People::Off, People::Named].map(|people| kept(lang, people, "")).join("\n\n");
        insta::assert_snapshot!(Lang::ALL.map(of).join("\n\n"), @r"
        **Mitglieder:** Was sie schreiben, wird ungelesen verworfen; weder Worte noch Namen bleiben. Wird eine Nachricht gleich wieder gelöscht, bleibt 35 Tage ihre Kennung: Sie könnte offiziell gewesen sein.
        **Beiträge der Marke:** Kennung, Kanal, Zeit, Wertung und Befunde, dazu ein Prüfwert, der nur Wiederholungen erkennt. Nie die Worte.
        **Konten:** Keins steht bei einem Beitrag. Ein Prüfwert mit geheimem Schlüssel hält sie auseinander, bis die Woche abgeschlossen ist. Ein Hinweis kennt seine Person, bis er erledigt ist; danach bleibt höchstens 35 Tage ein Prüfwert.
        **Außerdem:** wer eingetragen ist, wer etwas eingestellt hat und worum ein Konto bat (Direktnachrichten, Pausen).
        **Wer es sieht:** Einen Hinweis sieht, wer angesprochen ist. Wochenberichte und Rückblicke nennen niemanden.
        **Wie lange:** solange der Bot da ist. Wird er entfernt, ist nach 30 Tagen alles gelöscht.
        **Deine Zeilen:** herausgeben mit `/punktum datenschutz export`, löschen mit `/punktum datenschutz löschen`
        **Löschen:** Wende dich an die Verwaltung der Gemeinschaft. Sie löscht alles auf einmal: `/einstellungen verlassen`

        **Mitglieder:** Was sie schreiben, wird ungelesen verworfen; weder Worte noch Namen bleiben. Wird eine Nachricht gleich wieder gelöscht, bleibt 35 Tage ihre Kennung: Sie könnte offiziell gewesen sein.
        **Beiträge der Marke:** Kennung, Kanal, Zeit, Wertung und Befunde, dazu ein Prüfwert, der nur Wiederholungen erkennt. Nie die Worte.
        **Konten:** Sie stehen bei Beiträgen und Hinweisen. Ein Admin hat bestätigt, dass das Team oder sein Betriebsrat einverstanden ist.
        **Außerdem:** wer eingetragen ist, wer etwas eingestellt hat und worum ein Konto bat (Direktnachrichten, Pausen).
        **Wer es sieht:** Einen Hinweis sieht, wer angesprochen ist. Admins sehen Auswertungen je Konto.
        **Wie lange:** solange der Bot da ist. Wird er entfernt, ist nach 30 Tagen alles gelöscht.
        **Deine Zeilen:** herausgeben mit `/punktum datenschutz export`, löschen mit `/punktum datenschutz löschen`
        **Löschen:** Wende dich an die Verwaltung der Gemeinschaft. Sie löscht alles auf einmal: `/einstellungen verlassen`

        **Members:** what they write is dropped unread; neither words nor authors are kept. If a message is deleted right after it was posted, its id stays for 35 days: it could have been an official one.
        **Posts of the brand:** id, channel, time, score and findings, and a keyed hash that only recognises repeats. Never the words.
        **Accounts:** none is kept with a post. A keyed hash tells them apart until the week is closed. A note knows its person until it is settled; after that a keyed hash stays for at most 35 days.
        **Also:** who is enrolled, who changed a setting, and what an account asked for (direct messages, pauses).
        **Who sees it:** a note is shown to the person it is for. Digests and audits name nobody.
        **How long:** as long as the bot is here. Once it is removed, everything is erased after 30 days.
        **Your rows:** get them with `/punktum privacy export`, erase them with `/punktum privacy erase`
        **Erasure:** ask whoever manages the community. They erase everything at once: `/settings leave`

        **Members:** what they write is dropped unread; neither words nor authors are kept. If a message is deleted right after it was posted, its id stays for 35 days: it could have been an official one.
        **Posts of the brand:** id, channel, time, score and findings, and a keyed hash that only recognises repeats. Never the words.
        **Accounts:** kept with posts and notes. An admin confirmed that the staff or their works council agreed.
        **Also:** who is enrolled, who changed a setting, and what an account asked for (direct messages, pauses).
        **Who sees it:** a note is shown to the person it is for. Admins see figures per account.
        **How long:** as long as the bot is here. Once it is removed, everything is erased after 30 days.
        **Your rows:** get them with `/punktum privacy export`, erase them with `/punktum privacy erase`
        **Erasure:** ask whoever manages the community. They erase everything at once: `/settings leave`
        ");
    }
}
