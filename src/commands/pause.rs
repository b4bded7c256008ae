//! Silence for a while.

use jiff::SignedDuration;

use crate::domain::Kind;
use crate::i18n;
use crate::nudge::text;

use super::about::how;
use super::nudge::handle;
use super::{Command, Desk, Error, Reply};

/// A pause without a number of hours.
const HOURS: i64 = 24;

/// `pause [hours] [reason]`: 0 hours end every pause. The reason is for those who read along, and not stored.
pub(super) async fn pause(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let lang = desk.actor.lang;
    let hours = command.text("hours").and_then(|text| text.parse().ok()).unwrap_or(HOURS);
    let by = desk.actor.account.clone();
    if hours == 0 {
        let paused = desk.house().await?.is_paused(desk.now);
        if paused {
            handle(desk, Kind::Pause { by, until: None }).await?;
            return Ok(desk.say("pause-ended", &[]).into());
        }
        return Ok(desk.say("pause-none", &[("command", how(lang, "pause", ["", ""]).into())]).into());
    }
    let until = desk.now + SignedDuration::from_hours(hours);
    handle(desk, Kind::Pause { by, until: Some(until) }).await?;
    // Somebody else's pause may last longer.
    let until =
        desk.watch.store().read().await?.paused_until(desk.community).await?.map_or(until, |all| all.max(until));
    let house = desk.house().await?;
    Ok(text::done_pause(lang, &i18n::moment(lang, until, desk.now, &house.zone)).into())
}
