//! Discord: a guild is a community. serenity keeps the connection and the rate limits; what it hears becomes events, and
//! posts, commands and buttons go back through it.

mod archive;
mod ask;
mod authors;
mod complete;
mod doctor;
mod failure;
mod form;
mod gateway;
mod guild;
mod hear;
mod history;
mod invite;
mod missed;
mod places;
mod post;
mod register;
mod reply;
mod run;
mod welcome;
mod words;

use std::sync::Arc;

use serenity::http::{Http, HttpBuilder};
use serenity::model::id::{MessageId, UserId};
use tokio::sync::{Notify, mpsc};

use crate::app::App;
use crate::clock::Clock;

pub use doctor::examine;
pub use gateway::{Ended, Heard};
pub use invite::{application_of, invite};
pub use run::Bot;

use authors::Authors;
use missed::Arrived;
use places::Places;

/// serenity's client with its rate limiter; one that asks elsewhere has none, because serenity ignores an address while its
/// limiter is on.
#[must_use]
pub fn http(token: &str, elsewhere: Option<&str>) -> Http {
    match elsewhere {
        Some(url) => HttpBuilder::new(token).proxy(url).ratelimiter_disabled(true).build(),
        None => Http::new(token),
    }
}

/// What every part of the adapter works with. Cheap to clone.
#[derive(Clone)]
struct Parts {
    app: App,
    discord: Discord,
    clock: Clock,
    /// Something may be due earlier than it was.
    wake: Arc<Notify>,
    heard: Heard,
    /// Servers that came, for who reads what was missed.
    arrivals: mpsc::UnboundedSender<Arrived>,
}

/// The way outwards.
#[derive(Clone)]
struct Discord {
    http: Arc<Http>,
    me: UserId,
    clock: Clock,
    places: Arc<Places>,
    authors: Arc<Authors>,
    /// Whether Discord tells the words of all messages.
    content: bool,
    heard: Heard,
    /// The words of a message that came along with a question; nothing keeps them longer than its answer takes.
    at_hand: Option<(MessageId, String)>,
}
