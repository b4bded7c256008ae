//! A channel or a thread is deleted, and with it every message that stood there.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tracing::info;

use crate::domain::{ChannelId, CommunityId, Event, Kind, Origin};
use crate::store::Result;

use super::Watch;

/// So many messages are looked up at once.
const PAGE: u32 = 100;

impl Watch {
    /// Handles the deletion of each message of a channel, of its threads, or of a thread; then nothing is known of the place
    /// itself any more. Figures of closed weeks stay.
    ///
    /// # Errors
    /// When the store fails; then it may be done again.
    pub async fn bury_place(&self, community: &CommunityId, place: &ChannelId, at: Timestamp) -> Result<()> {
        let (mut places, mut messages) = (BTreeSet::from([place.0.clone()]), 0);
        loop {
            // Nothing is handled where the bot is not, so nothing would ever be gone.
            if self.house(community).await?.is_removed() {
                return Ok(());
            }
            let page = self.store().read().await?.standing_in(community, place, PAGE).await?;
            if page.is_empty() {
                break;
            }
            for (message, thread) in page {
                places.extend(thread.map(|thread| thread.0));
                let (community, kind) = (community.clone(), Kind::Deleted { message });
                self.handle(Event { community, origin: Origin::Live, at, seen: None, kind }).await?;
                messages += 1;
            }
        }
        let mut turn = self.change(community).await?;
        for place in places {
            turn.tx.forget_place(community, &ChannelId(place)).await?;
        }
        turn.commit().await?;
        info!(%community, %place, messages, "a place is gone");
        Ok(())
    }
}
