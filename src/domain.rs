//! The words of the house: what every other module speaks about, with no behaviour that needs the outside world.

mod assessment;
mod event;
mod ids;
mod settings;
mod week;

pub use assessment::{Assessment, Finding, Lang, Occasion, Tag, Value};
pub use event::{
    Author, Badge, Counts, Delivery, Event, FUSE, Kind, Message, Origin, Reason, Roster, Seen, Sender, SenderKind,
    Step, Subject, Verdict, Words,
};
pub use ids::{AccountId, ChannelId, CommunityId, MessageId};
pub use settings::{ChannelRules, DigestTime, Nudging, People, Sensitivity, Settings};
pub use week::{Week, local};
