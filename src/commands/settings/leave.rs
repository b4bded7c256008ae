//! The end: everything held about the community is handed over and erased, and the bot goes.

use crate::i18n::label;
use crate::platform::File;

use super::{Command, Desk, Error, NAME, Reply, given, how};

/// `settings leave [confirm]`
pub(in crate::commands) async fn leave(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let brand = house.settings.brand.trim();
    let rest = ["bestätigung", "confirm"].map(|option| format!("{option}:{brand}"));
    let usage = how(desk.actor.lang, "settings leave", [&rest[0], &rest[1]]);
    let Some(confirmed) = given(command, "confirm") else {
        let args = [("brand", label(brand, NAME).into()), ("command", usage.into())];
        return Ok(desk.say("settings-leave-ask", &args).into());
    };
    if confirmed.to_lowercase() != brand.to_lowercase() {
        return Err(desk.mistake("settings-leave-wrong", &[("command", usage.into())]));
    }
    let mut turn = desk.watch.change(desk.community).await?;
    let export = turn.tx.export(desk.community).await?;
    turn.tx.forget(desk.community).await?;
    turn.commit().await?;
    let file = File {
        name: file_name(desk.community.as_str()),
        bytes: format!("{export:#}\n").into_bytes(),
        alt: desk.say("settings-leave-file", &[]),
    };
    let text = desk.say("settings-leave-done", &[("brand", label(brand, NAME).into())]);
    Ok(Reply { text, files: vec![file], leaves: true, ..Reply::default() })
}

/// A file name of letters, digits and hyphens, whatever the platform's ids look like.
fn file_name(community: &str) -> String {
    let safe: String = community.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("punktum-{}.json", safe.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_harmless() {
        assert_eq!(file_name("!a/../b:example.org"), "punktum-a----b-example-org.json");
    }
}
