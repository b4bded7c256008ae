//! What the exporter writes, as far as it is of use here. Older versions leave much of it out.

use serde::Deserialize;

use super::json::Piece;

/// The server an export is of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Guild {
    /// Its id; `0` for direct messages.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
}

/// The channel or thread a file is of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Its id.
    pub id: String,
    /// What it is, such as `GuildNews` or `GuildPublicThread`.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The id of its category; of a thread, that of its channel.
    #[serde(default)]
    pub category_id: Option<String>,
    /// The name of the same.
    #[serde(default)]
    pub category: Option<String>,
}

/// What a file says of itself before its messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The server.
    pub guild: Guild,
    /// The channel or thread.
    pub place: Place,
}

/// Who wrote a message, as the exporter knows them. Older versions leave out nickname and roles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Writer {
    /// The id of the account or webhook.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The four digits behind the name; `0000` where there are none.
    #[serde(default)]
    pub discriminator: Option<String>,
    /// How it is shown on the server.
    #[serde(default)]
    pub nickname: Option<String>,
    /// A bot or a webhook.
    #[serde(default)]
    pub is_bot: Option<bool>,
    /// Its roles; none where the exporter did not tell.
    #[serde(default)]
    pub roles: Option<Vec<Role>>,
}

/// A role of a writer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Role {
    /// Its id.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
}

/// What a message refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reference {
    /// `Forward`, or anything else; older versions do not say.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The message.
    #[serde(default)]
    pub message_id: Option<String>,
}

/// A message; what it says is not read yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Where in the file it begins.
    pub at: u64,
    /// Its id.
    pub id: String,
    /// What it is, such as `Default`, `Reply` or `GuildMemberJoin`.
    pub kind: String,
    /// When it was posted, in RFC 3339.
    pub timestamp: Option<String>,
    /// When it was last edited.
    pub edited: Option<String>,
    /// Who wrote it.
    pub writer: Writer,
    /// What it refers to.
    pub reference: Option<Reference>,
    /// Its own words.
    pub content: Option<Piece>,
    /// Its embeds.
    pub embeds: Option<Piece>,
    /// The message that it forwards.
    pub forwarded: Option<Piece>,
}

impl Head {
    /// Whether it is a thread.
    #[must_use]
    pub fn is_thread(&self) -> bool {
        self.kind().ends_with("Thread") && self.place.category_id.is_some()
    }

    /// Whether it is a channel for announcements, or a thread of one.
    #[must_use]
    pub fn is_news(&self) -> bool {
        self.kind().starts_with("GuildNews")
    }

    /// The channel that messages here count to: of a thread, its parent.
    #[must_use]
    pub fn channel(&self) -> &str {
        let parent = self.place.category_id.as_deref().filter(|_| self.is_thread());
        parent.unwrap_or(&self.place.id)
    }

    /// The name of that channel; its id where it has none.
    #[must_use]
    pub fn channel_name(&self) -> &str {
        let name = if self.is_thread() { &self.place.category } else { &self.place.name };
        name.as_deref().filter(|name| !name.is_empty()).unwrap_or_else(|| self.channel())
    }

    fn kind(&self) -> &str {
        self.place.kind.as_deref().unwrap_or_default()
    }
}

impl Written {
    /// Whether it passes on a message from elsewhere.
    pub(super) fn is_forward(&self) -> bool {
        let forward = self.reference.as_ref().and_then(|reference| reference.kind.as_deref()) == Some("Forward");
        forward || self.forwarded.is_some()
    }

    /// The message it answers.
    pub(super) fn answers(&self) -> Option<&str> {
        let reference = self.reference.as_ref().filter(|_| ["Reply", "19"].contains(&self.kind.as_str()));
        reference.map(|reference| reference.message_id.as_deref().unwrap_or_default())
    }
}
