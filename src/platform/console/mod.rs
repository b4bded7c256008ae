//! The console: the embedded default. A terminal or a pipe stands for a community with a stage `#news`, a floor `#talk`, a
//! staff channel `#staff`, and the account `brand` that posts for the brand and manages the community.

pub mod line;
mod session;
mod show;

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::domain::{AccountId, ChannelId, CommunityId, MessageId};

use super::{Failure, File, Platform, Post, Venue};

pub use session::Session;

/// The console as a platform: posts are printed, words are remembered for as long as the session lasts.
pub struct Console {
    out: Mutex<Box<dyn Write + Send>>,
    /// The words of this session's messages. They are never stored.
    words: Mutex<HashMap<MessageId, String>>,
    /// Where files are saved.
    folder: PathBuf,
}

impl Console {
    /// A console that prints to `out` and saves files in `folder`.
    #[must_use]
    pub fn new(out: Box<dyn Write + Send>, folder: PathBuf) -> Self {
        Self { out: Mutex::new(out), words: Mutex::default(), folder }
    }

    /// Prints a block of lines. A reader that went away is no failure.
    pub fn print(&self, text: &str) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(out, "{text}").and_then(|()| out.flush());
    }

    fn remember(&self, message: &MessageId, words: Option<&str>) {
        let mut all = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        match words {
            Some(words) => all.insert(message.clone(), words.to_owned()),
            None => all.remove(message),
        };
    }

    fn knows(&self, message: &MessageId) -> Option<String> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner).get(message).cloned()
    }

    /// Saves files; a line for each that says where it is or why it is not.
    fn save(&self, files: &[File]) -> Vec<String> {
        let save = |file: &File| {
            let path = self.folder.join(&file.name);
            match std::fs::write(&path, &file.bytes) {
                Ok(()) => format!("[{}] {}", path.display(), file.alt),
                Err(error) => format!("[{}: {error}] {}", path.display(), file.alt),
            }
        };
        files.iter().map(save).collect()
    }
}

#[async_trait]
impl Platform for Console {
    async fn post(&self, _: &CommunityId, venue: &Venue, post: &Post) -> Result<String, Failure> {
        let files = self.save(&post.files);
        self.print(&show::post(venue, post, &files));
        Ok(post.key.clone())
    }

    async fn edit(&self, venue: &Venue, sent_as: &str, text: &str) -> Result<(), Failure> {
        let post = Post { key: sent_as.to_owned(), text: text.to_owned(), ..Post::default() };
        self.print(&show::post(venue, &post, &[]));
        Ok(())
    }

    async fn remove(&self, _: &Venue, _: &str) -> Result<(), Failure> {
        // What was printed stays.
        Ok(())
    }

    async fn find(&self, _: &CommunityId, _: &Venue, _: &str) -> Result<Option<String>, Failure> {
        // A terminal cannot be read back: what was being printed when the program ended is printed again.
        Ok(None)
    }

    async fn fetch(&self, _: &CommunityId, _: &ChannelId, message: &MessageId) -> Result<Option<String>, Failure> {
        Ok(self.knows(message))
    }

    async fn name(&self, _: &CommunityId, account: &AccountId) -> String {
        account.to_string()
    }

    fn link(&self, _: &CommunityId, channel: &ChannelId, message: &MessageId) -> String {
        format!("#{channel} {}", show::id(message))
    }
}
