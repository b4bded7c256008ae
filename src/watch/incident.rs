//! Two incidents or apologies within an hour hold all nudges, and the staff is asked once whether to pause.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::domain::{CommunityId, Event, MessageId};
use crate::store::{OutboxRow, Result, Tx};

use super::{House, Watch};

/// Two incidents or apologies within this time hold all nudges.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// How long they are held after the last of them.
const HOLD: SignedDuration = SignedDuration::from_hours(24);

impl Watch {
    /// Holds what waits and asks the staff, when this message makes two.
    pub(super) async fn heed_incident(&self, tx: &mut Tx, house: &House, event: &Event) -> Result<()> {
        let Some((first, _)) = episode(tx, &event.community, event.at).await? else { return Ok(()) };
        tx.hold_nudges(&event.community).await?;
        let Some(staff) = &house.settings.staff_channel else { return Ok(()) };
        let id = format!("ask_pause:{first}");
        let row = OutboxRow::new(&event.community, &id, "ask_pause", json!({}), &format!("channel:{staff}"), event.at);
        tx.queue(&OutboxRow { expires_at: Some(event.at + HOLD), ..row }).await?;
        Ok(())
    }
}

/// Until when nudges are held, if they are held at a moment.
///
/// # Errors
/// When the store fails.
pub(super) async fn held_until(tx: &mut Tx, community: &CommunityId, at: Timestamp) -> Result<Option<Timestamp>> {
    Ok(episode(tx, community, at).await?.map(|(_, until)| until))
}

/// The first message of the first pair still in force, and when the last pair's hold ends.
async fn episode(tx: &mut Tx, community: &CommunityId, at: Timestamp) -> Result<Option<(MessageId, Timestamp)>> {
    let recent = tx.occasions_between(community, (at - HOLD - WINDOW, at + SignedDuration::from_millis(1))).await?;
    let in_force =
        |two: &&[(Timestamp, MessageId)]| two[1].0.duration_since(two[0].0) <= WINDOW && at < two[1].0 + HOLD;
    let pairs: Vec<_> = recent.windows(2).filter(in_force).collect();
    Ok(pairs.first().zip(pairs.last()).map(|(first, last)| (first[0].1.clone(), last[1].0 + HOLD)))
}
