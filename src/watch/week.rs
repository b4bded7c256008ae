//! The week closes: its figures are stored once, and its digest is queued in the same transaction.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tracing::info;

use crate::digest::schedule::next_digest;
use crate::digest::summary::{WeekFacts, summarise};
use crate::domain::{CommunityId, People, Week};
use crate::store::{Community, OutboxRow, Result, Scope, Tx};

use super::{House, Watch};

/// Account ids are erased a day before they are 35 days old, because it is done once a day.
const KEEP_ACCOUNTS: SignedDuration = SignedDuration::from_hours(34 * 24);
/// After this long nothing brings a deleted message back, so its mark may go.
const KEEP_TOMBSTONES: SignedDuration = SignedDuration::from_hours(35 * 24);
/// What is kept of a community that removed the bot is erased after this long.
const KEEP_REMOVED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// A digest is posted only for the week that has just ended; older ones close in silence.
const FRESH: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The place whose cursor is the time of the last housekeeping.
const HOUSEKEEPING: &str = "housekeeping";
/// How far back a share is looked for to compare with.
const LOOK_BACK: u32 = 12;

/// The next week of a community that is to be closed, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The week.
    pub week: Week,
    /// The moment its digest is due.
    pub due: Timestamp,
}

impl Watch {
    /// The next week to close: the one after the last closed, or the one the community joined in.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next_closing(&self, community: &CommunityId) -> Result<Option<Closing>> {
        let house = self.house(community).await?;
        let mut tx = self.store().read().await?;
        let Some(joined) = tx.community(community).await?.filter(|c| c.removed_at.is_none()) else { return Ok(None) };
        let week = match tx.last_closed(community).await? {
            Some(last) => last.plus(1),
            None => Week::of(joined.joined_at, &house.zone),
        };
        let (_, end) = week.bounds(&house.zone);
        let due = next_digest(end - SignedDuration::from_millis(1), &house.settings.digest, &house.zone);
        Ok(Some(Closing { week, due }))
    }

    /// Closes a week: summaries and the digest's outbox row in one transaction; a week closed already stays as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close_week(&self, community: &CommunityId, closing: Closing, now: Timestamp) -> Result<()> {
        let gate = self.gate(community);
        let _turn = gate.lock().await;
        let house = self.house(community).await?;
        let mut tx = self.store().write().await?;
        let week = closing.week;
        let bounds = week.bounds(&house.zone);
        let messages = tx.messages_between(community, bounds, None, None).await?;
        let nudges = tx.nudges_between(community, bounds).await?;
        let shares_before = shares_before(&mut tx, community, week).await?;
        let people = house.settings.people;
        let facts = WeekFacts {
            community: community.as_str(),
            week,
            messages: &messages,
            nudges: &nudges,
            people,
            shares_before: &shares_before,
        };
        for summary in summarise(&facts) {
            tx.put_summary(community, &summary).await?;
        }
        let row = digest_row(&house, community, closing, now);
        if tx.close_week(community, week, now, row.as_ref().map(|r| r.id.as_str())).await?
            && let Some(row) = row
        {
            tx.queue(&row).await?;
        }
        if people == People::Off {
            tx.erase_week_keys(community, bounds.1).await?;
        }
        tx.commit().await?;
        info!(community = %community, week = %week, messages = messages.len(), "week closed");
        Ok(())
    }

    /// Erases account ids and tombstones that are too old to keep; daily.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn housekeep(&self, community: &CommunityId, now: Timestamp) -> Result<()> {
        let gate = self.gate(community);
        let _turn = gate.lock().await;
        let house = self.house(community).await?;
        let mut tx = self.store().write().await?;
        if house.settings.people != People::Named {
            tx.erase_accounts(community, now - KEEP_ACCOUNTS).await?;
        }
        tx.purge_tombstones(community, now - KEEP_TOMBSTONES).await?;
        self.forget_readers(&mut tx, &house, community).await?;
        tx.advance(community, HOUSEKEEPING, &now.as_millisecond().to_string()).await?;
        tx.commit().await
    }

    /// When everything of a community is to be erased: some time after it removed the bot.
    #[must_use]
    pub fn forgotten_at(&self, community: &Community) -> Option<Timestamp> {
        community.removed_at.map(|removed| removed + KEEP_REMOVED)
    }

    /// Erases everything of a community that removed the bot, unless it has come back by now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget(&self, community: &CommunityId, now: Timestamp) -> Result<()> {
        let mut turn = self.change(community).await?;
        let known = turn.tx.community(community).await?;
        if known.and_then(|known| self.forgotten_at(&known)).is_some_and(|at| at <= now) {
            turn.tx.forget(community).await?;
            info!(community = %community, "erased");
        }
        turn.commit().await
    }

    /// When the house was last cleaned.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn last_housekeeping(&self, community: &CommunityId) -> Result<Option<Timestamp>> {
        let position = self.store().read().await?.position(community, HOUSEKEEPING).await?;
        Ok(position.and_then(|ms| ms.parse().ok()).and_then(|ms| Timestamp::from_millisecond(ms).ok()))
    }

    /// Until when nudges are held, if they are held at a moment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn held_until(&self, tx: &mut Tx, community: &CommunityId, now: Timestamp) -> Result<Option<Timestamp>> {
        super::incident::held_until(tx, community, now).await
    }
}

fn digest_row(house: &House, community: &CommunityId, closing: Closing, now: Timestamp) -> Option<OutboxRow> {
    let channel = house.settings.digest.channel.as_ref().or(house.settings.staff_channel.as_ref())?;
    if now.duration_since(closing.due) >= FRESH {
        return None;
    }
    let week = closing.week;
    let arguments = json!({ "year": week.year, "week": week.week });
    Some(OutboxRow::new(community, &format!("digest:{week}"), "digest", arguments, &format!("channel:{channel}"), now))
}

/// The share to the point of each subject in its last closed week with counted messages.
async fn shares_before(tx: &mut Tx, community: &CommunityId, week: Week) -> Result<HashMap<(Scope, String), f64>> {
    let mut shares = HashMap::new();
    for back in (1..=LOOK_BACK).rev() {
        for summary in tx.summaries_of_week(community, week.plus(-(back as i32))).await? {
            if let (Some(n), counted @ 1..) = (summary.n_to_the_point, summary.counted) {
                shares.insert((summary.scope, summary.subject), n as f64 / counted as f64);
            }
        }
    }
    Ok(shares)
}
