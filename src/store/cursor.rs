//! Cursors: up to where each place was read without a gap.

use sqlx::{query, query_as};

use super::{Result, Tx};
use crate::domain::CommunityId;

impl Tx {
    /// The platform's position of the last message of a channel or thread that was read without a gap.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn position(&mut self, community: &CommunityId, place: &str) -> Result<Option<String>> {
        const SQL: &str = "SELECT position FROM cursors WHERE community = $1 AND place = $2";
        let row: Option<(String,)> = self.one(query_as(SQL).bind(community.as_str()).bind(place)).await?;
        Ok(row.map(|(position,)| position))
    }

    /// All cursors of a community, by place.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn positions(&mut self, community: &CommunityId) -> Result<Vec<(String, String)>> {
        const SQL: &str = "SELECT place, position FROM cursors WHERE community = $1 ORDER BY place";
        self.all(query_as(SQL).bind(community.as_str())).await
    }

    /// Moves the cursor of a place. Whether that is forward only the platform knows, and the caller has asked it.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn advance(&mut self, community: &CommunityId, place: &str, position: &str) -> Result<()> {
        const SQL: &str = "INSERT INTO cursors (community, place, position) VALUES ($1, $2, $3)
            ON CONFLICT (community, place) DO UPDATE SET position = excluded.position";
        self.run(query(SQL).bind(community.as_str()).bind(place).bind(position)).await?;
        Ok(())
    }
}
