//! Changes of what a community set: one at a time, in turn with its events, and seen by the next of them.

use tokio::sync::OwnedMutexGuard;

use crate::domain::CommunityId;
use crate::store::{Result, Tx};

use super::Watch;

/// The community's turn with a transaction to change it in. No event of the community is handled while it is held;
/// dropping it changes nothing.
#[derive(Debug)]
pub struct Turn<'a> {
    /// Everything of one change.
    pub tx: Tx,
    watch: &'a Watch,
    community: &'a CommunityId,
    _gate: OwnedMutexGuard<()>,
}

impl Watch {
    /// Waits for the community's turn and begins a change.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn change<'a>(&'a self, community: &'a CommunityId) -> Result<Turn<'a>> {
        let gate = self.gate(community).lock_owned().await;
        let tx = self.store().write().await?;
        Ok(Turn { tx, watch: self, community, _gate: gate })
    }
}

impl Turn<'_> {
    /// Makes the change stand; the next event sees it.
    ///
    /// # Errors
    /// When the store fails; then nothing stands.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        self.watch.refresh(self.community);
        Ok(())
    }
}
