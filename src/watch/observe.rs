//! A new community is only observed. After a week the staff is asked once what to do with what was noted; choosing another
//! week asks again.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::digest::schedule::in_working_hours;
use crate::domain::{CommunityId, Nudging};
use crate::store::{OutboxRow, Result};

use super::Watch;

/// So long is observed before the staff is asked.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A question to the staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Since when it has been observed.
    since: Timestamp,
    /// When it is asked.
    pub due: Timestamp,
}

impl Watch {
    /// When the staff is to be asked whether nudges go out; none while nothing is set up, and once it was asked.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next_question(&self, community: &CommunityId) -> Result<Option<Question>> {
        let house = self.house(community).await?;
        if house.settings.nudging != Nudging::Observe || house.settings.staff_channel.is_none() {
            return Ok(None);
        }
        let mut tx = self.store().read().await?;
        let Some(since) = tx.observing_since(community).await? else { return Ok(None) };
        let asked = tx.outbox_row(community, &row_id(since)).await?.is_some();
        Ok((!asked).then(|| Question { since, due: in_working_hours(since + WEEK, &house.zone) }))
    }

    /// Asks the staff; a question that was asked is not asked again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask(&self, community: &CommunityId, question: Question, now: Timestamp) -> Result<()> {
        let gate = self.gate(community);
        let _turn = gate.lock().await;
        let house = self.house(community).await?;
        let Some(staff) = &house.settings.staff_channel else { return Ok(()) };
        let arguments = json!({ "since": question.since.as_millisecond() });
        let venue = format!("channel:{staff}");
        let mut tx = self.store().write().await?;
        tx.queue(&OutboxRow::new(community, &row_id(question.since), "observed", arguments, &venue, now)).await?;
        tx.commit().await
    }
}

fn row_id(since: Timestamp) -> String {
    format!("observed:{}", since.as_millisecond())
}
