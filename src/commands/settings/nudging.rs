//! Whether notes go out, are only noted, or stay out.

use serde_json::json;

use crate::domain::Nudging;

use super::{Command, Desk, Error, Reply, given, how, set};

/// `settings nudging [on|observe|digest]`
pub(in crate::commands) async fn nudging(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let asked = given(command, "state").and_then(|name| Nudging::ALL.into_iter().find(|state| state.name() == name));
    if let Some(state) = asked {
        let mut turn = desk.watch.change(desk.community).await?;
        let before = turn.tx.settings(desk.community).await?.nudging;
        // Observing once more is a change too: its week begins now.
        if before != state || state == Nudging::Observe {
            set(desk, &mut turn, "nudging", &json!(state)).await?;
        }
        if state != Nudging::On {
            turn.tx.drop_nudges(desk.community, None, desk.now, "off").await?;
        }
        turn.commit().await?;
    }
    let text = desk.say(key(desk.house().await?.settings.nudging), &[]);
    if asked.is_some() {
        return Ok(text.into());
    }
    let usage = how(desk.actor.lang, "settings nudging", ["beobachten", "observe"]);
    Ok(format!("{text}\n{}", desk.say("settings-change", &[("command", usage.into())])).into())
}

/// The text that says what a state means.
pub(super) fn key(state: Nudging) -> &'static str {
    match state {
        Nudging::On => "settings-nudging-on",
        Nudging::Observe => "settings-nudging-observe",
        Nudging::DigestOnly => "settings-nudging-digest",
    }
}
