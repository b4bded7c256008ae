//! The end: everything held about the community is handed over and erased, and the bot goes.

use crate::commands::privacy::{hand_over_and_erase, is_brand};
use crate::i18n::label;

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
    if !is_brand(&house, confirmed) {
        return Err(desk.mistake("settings-leave-wrong", &[("command", usage.into())]));
    }
    hand_over_and_erase(desk, &house).await
}
