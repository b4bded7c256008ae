//! The card of a nudge in the staff channel: it says so once its drift is gone, and goes after a day.

use jiff::SignedDuration;
use serde_json::json;
use tracing::info;

use crate::domain::{CommunityId, Event, Subject};
use crate::drift;
use crate::store::{OutboxRow, Result, Tx};

use super::drift::steps;
use super::{House, Watch};

/// How long a card stands.
const STANDS: SignedDuration = SignedDuration::from_hours(24);
/// The template that settles a card.
pub const CARD_DONE: &str = "card_done";
/// The template that takes a card away.
pub const CARD_GONE: &str = "card_gone";

impl Watch {
    /// Has a subject's standing card say that it is settled, once the messages that raised its alarm raise none any more.
    pub(super) async fn settle_card(&self, tx: &mut Tx, house: &House, event: &Event, subject: &Subject) -> Result<()> {
        let community = &event.community;
        let Some(reset) = tx.reset_of_sent(community, subject, event.at - STANDS).await? else { return Ok(()) };
        let Some(id) = reset.nudge.clone() else { return Ok(()) };
        let Some(card) = tx.outbox_row(community, &OutboxRow::of_nudge(&id)).await? else { return Ok(()) };
        let Some(nudge) = tx.nudge(community, &id).await? else { return Ok(()) };
        let limit = house.settings.sensitivity.limit();
        let before = tx.reset_before(community, &reset).await?;
        let steps = steps(tx, community, subject, limit, (before.as_ref(), Some(&reset)), Some(nudge.since)).await?;
        if drift::fold(&steps, limit).alarm.is_none()
            && let Some(row) = change(community, &card, CARD_DONE, &id)
            && tx.queue(&OutboxRow { due_at: event.at, ..row }).await?
        {
            info!(nudge = %id, "drift is gone, card settled");
        }
        Ok(())
    }

    /// Has a card that was just posted taken away in time.
    pub(super) async fn clear_card(&self, tx: &mut Tx, event: &Event, card: &OutboxRow, nudge: &str) -> Result<()> {
        if let Some(row) = change(&event.community, card, CARD_GONE, nudge) {
            tx.queue(&OutboxRow { due_at: event.at + STANDS, ..row }).await?;
        }
        Ok(())
    }
}

/// The row that changes a card; none for a direct message, which is its person's to keep.
fn change(community: &CommunityId, card: &OutboxRow, template: &str, nudge: &str) -> Option<OutboxRow> {
    let sent_as = card.sent_as.as_ref()?;
    let arguments = json!({ "about": nudge, "post": sent_as });
    let row = OutboxRow::new(community, &format!("{template}:{nudge}"), template, arguments, &card.venue, card.due_at);
    card.venue.starts_with("channel:").then_some(row)
}
