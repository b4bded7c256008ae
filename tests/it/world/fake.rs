//! A platform made of memory, with everything that goes wrong on a real one to be switched on.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use jiff::Timestamp;
use punktum::domain::{AccountId, ChannelId, CommunityId, MessageId};
use punktum::platform::{Failure, Platform, Post, Venue};
use tokio::sync::Notify;

#[derive(Default)]
pub(crate) struct Fake {
    state: Mutex<State>,
    hangs: Notify,
}

/// What the platform holds, and what it does wrong.
#[derive(Default)]
pub(crate) struct State {
    /// Posts nobody has read yet.
    pub(crate) posts: VecDeque<(Venue, Post)>,
    /// The words of every message that stands.
    pub(crate) words: HashMap<MessageId, String>,
    /// Shown names that are not simply the name.
    pub(crate) names: HashMap<AccountId, String>,
    /// Nobody takes direct messages.
    pub(crate) refuse_direct: bool,
    /// So many posts fail and can be tried again.
    pub(crate) fail_posts: u32,
    /// So many posts are taken, but the connection drops before the answer is there.
    pub(crate) lose_answers: u32,
    /// Nothing works.
    pub(crate) down: bool,
    /// The program dies in the middle of the next post.
    pub(crate) hang: Option<Hang>,
    /// How often something was to be posted.
    pub(crate) tries: u32,
    /// What was taken away again.
    pub(crate) removed: Vec<String>,
    /// All posts ever taken: their key, and what the platform calls them.
    pub(crate) taken: Vec<(Venue, String, String)>,
}

/// When the program dies.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Hang {
    BeforeItIsTaken,
    AfterItIsTaken,
}

impl Fake {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Waits until a post hangs.
    pub(crate) async fn hangs(&self) {
        self.hangs.notified().await;
    }

    /// Takes a post, or fails, or answers with how the program dies.
    fn take(&self, venue: &Venue, post: &Post) -> Result<Result<String, Failure>, Hang> {
        let mut state = self.state();
        state.tries += 1;
        let hang = state.hang.take();
        if hang == Some(Hang::BeforeItIsTaken) {
            return Err(Hang::BeforeItIsTaken);
        }
        if state.down || state.fail_posts > 0 {
            state.fail_posts = state.fail_posts.saturating_sub(1);
            return Ok(Err(later()));
        }
        if state.refuse_direct && matches!(venue, Venue::Direct(_)) {
            return Ok(Err(Failure::DirectClosed));
        }
        let id = format!("post {}", state.taken.len() + 1);
        state.taken.push((venue.clone(), post.key.clone(), id.clone()));
        state.posts.push_back((venue.clone(), post.clone()));
        if state.lose_answers > 0 {
            state.lose_answers -= 1;
            return Ok(Err(later()));
        }
        hang.map_or(Ok(Ok(id)), Err)
    }
}

/// As soon as the bot likes to try again.
fn later() -> Failure {
    Failure::Later(Timestamp::UNIX_EPOCH)
}

#[async_trait]
impl Platform for Fake {
    async fn post(&self, _: &CommunityId, venue: &Venue, post: &Post) -> Result<String, Failure> {
        match self.take(venue, post) {
            Ok(answer) => answer,
            Err(_) => {
                self.hangs.notify_one();
                std::future::pending().await
            }
        }
    }

    async fn edit(&self, venue: &Venue, sent_as: &str, text: &str) -> Result<(), Failure> {
        let mut state = self.state();
        if state.down {
            return Err(later());
        }
        state.posts.push_back((venue.clone(), Post { text: format!("(edits {sent_as}) {text}"), ..Post::default() }));
        Ok(())
    }

    async fn remove(&self, _: &Venue, sent_as: &str) -> Result<(), Failure> {
        let mut state = self.state();
        if state.down {
            return Err(later());
        }
        state.removed.push(sent_as.to_owned());
        Ok(())
    }

    async fn find(&self, _: &CommunityId, venue: &Venue, key: &str) -> Result<Option<String>, Failure> {
        let state = self.state();
        if state.down {
            return Err(later());
        }
        let found = state.taken.iter().rev().take(100).find(|(at, taken, _)| at == venue && taken == key);
        Ok(found.map(|(_, _, id)| id.clone()))
    }

    async fn fetch(&self, _: &CommunityId, _: &ChannelId, message: &MessageId) -> Result<Option<String>, Failure> {
        let state = self.state();
        if state.down { Err(later()) } else { Ok(state.words.get(message).cloned()) }
    }

    async fn name(&self, _: &CommunityId, account: &AccountId) -> String {
        let own = || account.as_str().trim_start_matches("id:").to_owned();
        self.state().names.get(account).cloned().unwrap_or_else(own)
    }

    fn link(&self, _: &CommunityId, channel: &ChannelId, message: &MessageId) -> String {
        format!("https://chat.example/{channel}/{message}")
    }
}
