//! The member fuse: when so many people count as official that most of them must be members, nothing more is scored by the
//! role that makes them so.

use jiff::SignedDuration;
use serde_json::json;
use tracing::warn;

use crate::domain::{AccountId, Event, FUSE, Message, People, SenderKind, Week};
use crate::store::{Change, OutboxRow, Result, Tx};

use super::{House, Watch};

/// People are counted over this time.
pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Watch {
    /// Ends the enrolment of a role that makes too many people official, erases what is stored of it and tells the staff;
    /// whether it did.
    pub(super) async fn guard(&self, tx: &mut Tx, house: &House, event: &Event, message: &Message) -> Result<bool> {
        let Some(role) = message.badge.role() else { return Ok(false) };
        let community = &event.community;
        let to = message.posted_at + SignedDuration::from_millis(1);
        let mut from = to - DAY;
        // Whom nothing but a key of the week tells apart would count twice on both sides of its end.
        if house.settings.people == People::Off {
            from = from.max(Week::of(message.posted_at, &house.zone).bounds(&house.zone).0);
        }
        let people = tx.people_by_role(community, role, (from, to)).await?;
        if people <= FUSE as i64 {
            return Ok(false);
        }
        warn!(role, people, "too many people count as official by this role");
        tx.erase_role(community, role).await?;
        tx.dismiss(community, SenderKind::Role, role).await?;
        let enrolled = house.roster.senders().iter().find(|s| s.kind == SenderKind::Role && s.id == role);
        let change = Change {
            at: event.at,
            account: AccountId::from("punktum"),
            subject: "sender".to_owned(),
            scope: SenderKind::Role.name().to_owned(),
            key: role.to_owned(),
            before: enrolled.map(|sender| json!({ "owner": sender.owner, "machine": sender.machine }).to_string()),
            after: None,
        };
        tx.log_change(community, &change).await?;
        if let Some(staff) = &house.settings.staff_channel {
            let id = format!("fused:{role}:{}", event.at.as_millisecond());
            let arguments = json!({ "role": role, "people": people });
            tx.queue(&OutboxRow::new(community, &id, "fused", arguments, &format!("channel:{staff}"), event.at))
                .await?;
        }
        Ok(true)
    }
}
