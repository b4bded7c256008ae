//! The words of the house: what every other module speaks about, with no behaviour that needs the outside world.

mod assessment;
mod counts;
mod event;
mod ids;
mod sender;
mod settings;
mod week;

pub use assessment::{Assessment, Finding, Lang, Occasion, Tag, Value};
pub use counts::{Counts, Reason, Step, Subject};
pub use event::{Delivery, Event, Kind, Message, Origin, Seen, Verdict, Words};
pub use ids::{AccountId, ChannelId, CommunityId, MessageId};
pub use sender::{Author, Badge, FUSE, Roster, Sender, SenderKind};
pub use settings::{ChannelRules, DigestTime, Nudging, People, Sensitivity, Settings};
pub use week::{Week, local};
