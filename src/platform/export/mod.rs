//! Exports of DiscordChatExporter: JSON files that hold what was posted in a channel. What stands in them is history; nothing
//! is ever posted here.

mod broken;
mod files;
mod format;
mod json;
mod message;
mod named;
mod read;
mod session;
mod survey;

use async_trait::async_trait;

use crate::domain::{AccountId, ChannelId, CommunityId, MessageId};

use super::{Failure, Platform, Post, Venue, discord_link};

pub use broken::{Broken, Fault};
pub use files::files;
pub use format::Head;
pub use message::posts;
pub use named::{Count, Meant, Unclear, Wish, Writers};
pub use session::{Replayed, found, replay};
pub use survey::{Seen, Server, Survey, survey};

/// Exports as a platform: links lead to Discord, and nothing can be sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Export;

#[async_trait]
impl Platform for Export {
    async fn post(&self, _: &CommunityId, _: &Venue, _: &Post) -> Result<String, Failure> {
        Err(Failure::Refused("export"))
    }

    async fn edit(&self, _: &Venue, _: &str, _: &str) -> Result<(), Failure> {
        Err(Failure::Refused("export"))
    }

    async fn remove(&self, _: &Venue, _: &str) -> Result<(), Failure> {
        Err(Failure::Refused("export"))
    }

    async fn find(&self, _: &CommunityId, _: &Venue, _: &str) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    async fn fetch(&self, _: &CommunityId, _: &ChannelId, _: &MessageId) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    async fn name(&self, _: &CommunityId, account: &AccountId) -> String {
        account.to_string()
    }

    fn link(&self, community: &CommunityId, channel: &ChannelId, message: &MessageId) -> String {
        // Direct messages belong to no server.
        let server = if community.as_str() == "0" { "@me" } else { community.as_str() };
        discord_link(server, channel, message)
    }
}
