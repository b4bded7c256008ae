//! Threads that were put away: Discord names them only when asked, the last put away first.

use jiff::Timestamp;
use serde_json::Value as Json;
use serenity::all::{ChannelId, GuildChannel, LightMethod, Route};
use serenity::http::Request;

use crate::domain;
use crate::platform::{Failure, Reach};

use super::Discord;
use super::failure::patiently;
use super::hear::posted_at;

/// Discord gives so many threads at once.
const PAGE: usize = 100;
/// Of one channel so many pages of them are looked through.
const PAGES: usize = 5;

impl Discord {
    /// A channel with its threads: all that are open, and of those put away where something was posted since a moment.
    pub(super) async fn reach(&self, channel: ChannelId, since: Timestamp) -> Reach {
        let (cut, closed) = match self.unearth(channel, since).await {
            Ok(all) => (!all, false),
            Err(_) => (false, true),
        };
        let own = Some(channel).filter(|id| !self.places.is_forum(*id));
        let all = own.into_iter().chain(self.places.threads(channel));
        Reach { places: all.map(|id| domain::ChannelId(id.to_string())).collect(), cut, closed }
    }

    /// Gets to know the public threads of a channel that were put away and had posts since a moment; whether these are all.
    async fn unearth(&self, channel_id: ChannelId, since: Timestamp) -> Result<bool, Failure> {
        let mut before: Option<Timestamp> = None;
        for _ in 0..PAGES {
            let mut params = vec![("limit", PAGE.to_string())];
            params.extend(before.map(|at| ("before", at.to_string())));
            let route = Route::ChannelArchivedPublicThreads { channel_id };
            let request = Request::new(route, LightMethod::Get).params(Some(params));
            let told: Json = patiently(self.clock.now(), self.http.fire(request)).await?;
            for thread in told["threads"].as_array().into_iter().flatten() {
                let put_away = thread["thread_metadata"]["archive_timestamp"].as_str();
                before = put_away.and_then(|at| at.parse().ok());
                // Nothing is posted after that.
                if before.is_none_or(|at| at < since) {
                    return Ok(before.is_some());
                }
                let known = serde_json::from_value::<GuildChannel>(thread.clone());
                let lately = |thread: &GuildChannel| thread.last_message_id.is_none_or(|id| posted_at(id) >= since);
                known.iter().filter(|thread| lately(thread)).for_each(|thread| self.know(thread));
            }
            if told["has_more"] != true {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
