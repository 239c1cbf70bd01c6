//! Mail addresses as people type them.

use lettre::Address;

use crate::Refusal;

/// The longest address that mail can carry, in bytes.
const LONGEST: usize = 254;

/// Reads an address and writes it in small letters, so that one person has one address. Refuses what no mail
/// can be sent to, beside the field `email`.
pub fn read_address(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::fault("email", "Enter an email address"));
    }
    let address = typed.to_lowercase();
    if address.len() > LONGEST || address.parse::<Address>().is_err() {
        return Err(Refusal::fault(
            "email",
            "Enter an email address in the correct format, like name@example.com",
        ));
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::read_address;

    #[test]
    fn odd_but_legal_addresses_are_read() {
        for (typed, read) in [
            (" Ann@Kent.Example ", "ann@kent.example"),
            ("o'brien+offers@kent.example", "o'brien+offers@kent.example"),
            ("a.b-c_d@sub.kent.example", "a.b-c_d@sub.kent.example"),
        ] {
            assert_eq!(read_address(typed).ok().as_deref(), Some(read));
        }
    }

    #[test]
    fn what_no_mail_reaches_is_refused() {
        let long = format!("{}@kent.example", "a".repeat(250));
        for typed in [
            "",
            "ann",
            "ann@",
            "@kent.example",
            "ann@kent.example\r\nBcc: bob@kent.example",
            "ann@kent.example, bob@kent.example",
            "Ann <ann@kent.example>",
            &long,
        ] {
            assert!(read_address(typed).is_err(), "{typed}");
        }
    }
}
