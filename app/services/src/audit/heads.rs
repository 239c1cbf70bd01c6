//! The heads of the chain, noted down outside the database: a line for each act, behind those that stand there.
//! Whoever cuts the end off the chain and mends its head inside cannot mend this, where the file only grows
//! (`chattr +a`) or is carried off to another machine.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, SecondsFormat, Utc};

use super::verify::{AuditError, Head};

/// The file, opened when the first head is noted: looking at it does not make it.
pub(crate) struct HeadsFile {
    path: PathBuf,
    open: Mutex<Option<File>>,
}

impl HeadsFile {
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            open: Mutex::new(None),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a head in one write, so that processes that share the file do not mix their lines.
    ///
    /// # Errors
    /// Those of the file.
    pub fn note(&self, at: DateTime<Utc>, head: &Head) -> io::Result<()> {
        let at = at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let line = format!("{at} {}:{}\n", head.entries, head.hash);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = match open.take() {
            Some(file) => file,
            None => {
                if let Some(folder) = self.path.parent() {
                    fs::create_dir_all(folder)?;
                }
                OpenOptions::new()
                    .append(true)
                    .create(true)
                    .open(&self.path)?
            }
        };
        file.write_all(line.as_bytes())?;
        *open = Some(file);
        Ok(())
    }

    /// Every head that was noted. `None` where there is no such file.
    ///
    /// # Errors
    /// Where it cannot be read, or a line is no head.
    pub fn read(&self) -> Result<Option<Vec<Head>>, AuditError> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(AuditError::Heads(self.path.clone(), fault)),
        };
        // A line that has no end yet is being written, or was when the machine stopped.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let mut heads = Vec::new();
        for (nth, line) in whole.lines().enumerate() {
            let head = line.rsplit(' ').next().and_then(Head::read);
            heads.push(head.ok_or_else(|| AuditError::NoHeadInLine {
                file: self.path.clone(),
                line: nth + 1,
            })?);
        }
        Ok(Some(heads))
    }
}
