//! What people can ask of the bot. One table, [`ALL`], yields parsing, help, docs and registration; [`run`] answers.

mod about;
mod audit;
mod digest;
mod draft;
mod nudge;
mod parse;
mod pause;
mod privacy;
mod settings;
mod setup;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::domain::{AccountId, CommunityId, Lang};
use crate::i18n::{Arg, say};
use crate::platform::{Button, File, Menu, Platform};
use crate::store;
use crate::watch::{House, Watch};

pub(crate) use about::words;
pub use audit::{Whole, whole};
pub use parse::{Parsed, parse};
pub use table::{ALL, Choice, Kind, Opt, Rights, Spec};

/// A command somebody gave, understood.
#[derive(Debug, Clone)]
pub struct Command {
    /// Its row of the table.
    pub spec: &'static Spec,
    /// Its options by their English names.
    pub options: BTreeMap<&'static str, String>,
}

impl Command {
    /// An option's text, if it was given.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    /// Whether it asks for an answer that everybody sees; only some commands have such.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.text("public") == Some("true")
    }
}

/// Who gives a command, as the platform knows them.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// Has the platform's right to manage the community.
    pub admin: bool,
    /// Posts for the brand.
    pub enrolled: bool,
    /// The language to answer in.
    pub lang: Lang,
}

/// Where a command is carried out: everything it may touch.
pub struct Desk<'a> {
    /// The pipeline, with the store and the engine.
    pub watch: &'a Watch,
    /// The way outwards, for live words and names.
    pub platform: &'a dyn Platform,
    /// The community it was given in.
    pub community: &'a CommunityId,
    /// Who gave it.
    pub actor: &'a Actor,
    /// When.
    pub now: Timestamp,
    /// Shows how far a long answer is, where that can be shown.
    pub progress: &'a (dyn Fn(String) + Send + Sync),
}

impl Desk<'_> {
    /// A text in the actor's language.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        say(self.actor.lang, key, args)
    }

    /// What is known of the community.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn house(&self) -> Result<std::sync::Arc<House>, Error> {
        Ok(self.watch.house(self.community).await?)
    }

    /// The answer to a mistake: a sentence that says what to do.
    #[must_use]
    pub fn mistake(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Error {
        Error::Mistake(self.say(key, args))
    }
}

/// What a command answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// The words, in Discord's Markdown.
    pub text: String,
    /// Buttons under it.
    pub buttons: Vec<Button>,
    /// Menus above the buttons.
    pub menus: Vec<Menu>,
    /// Files with it.
    pub files: Vec<File>,
    /// Everybody where it was asked sees it.
    pub public: bool,
    /// Once it is shown the bot leaves the community.
    pub leaves: bool,
}

impl From<String> for Reply {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// Why a command has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The person's mistake, told in their language.
    #[error("{0}")]
    Mistake(String),
    /// Anything else; logged by whoever shows the answer, not shown.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Carries out a command after checking the actor's rights on our side, whatever the platform checked.
///
/// # Errors
/// [`Error::Mistake`] with a sentence for the person; [`Error::Store`] when the store fails.
pub async fn run(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    match command.spec.rights {
        Rights::Admin if !desk.actor.admin => return Err(desk.mistake("rights-admin", &[])),
        Rights::Enrolled if !(desk.actor.enrolled || desk.actor.admin) => {
            return Err(desk.mistake("rights-enrolled", &[]));
        }
        _ => {}
    }
    (command.spec.run)(desk, command).await
}
