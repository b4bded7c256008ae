//! A text checked before it is posted.

use super::{Command, Desk, Error, Reply};

pub(super) async fn draft(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}
