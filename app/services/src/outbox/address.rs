//! Addresses on their way to a mail server: which nobody has, and how the others are written on the wire.

use lettre::Address;
use lettre::address::AddressError;

/// Names that are set aside for examples and tests (RFC 2606, RFC 6761): mail to them troubles strangers’ servers.
const SET_ASIDE: [&str; 7] = [
    "example",
    "test",
    "invalid",
    "localhost",
    "example.com",
    "example.net",
    "example.org",
];

/// Whether the address is made up, as all of the demo are.
pub(super) fn is_made_up(address: &str) -> bool {
    let Some((_, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let domain = domain.trim_end_matches('.').to_ascii_lowercase();
    SET_ASIDE.iter().any(|name| {
        domain
            .strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// The address with its domain in the letters that every mail server understands.
pub(super) fn on_the_wire(address: &str) -> Result<Address, AddressError> {
    let address: Address = address.parse()?;
    match idna::domain_to_ascii(address.domain()) {
        Ok(domain) if domain != address.domain() => Address::new(address.user(), domain),
        // An address in brackets is no name.
        Ok(_) | Err(_) => Ok(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_addresses_are_known() {
        for address in [
            "ann@kent.example",
            "ann@example.org",
            "ann@police.example.org",
            "ann@KENT.TEST.",
            "ann@nowhere.invalid",
            "\"a@b\"@kent.example",
        ] {
            assert!(is_made_up(address), "{address}");
        }
        for address in [
            "ann@kent.gov.uk",
            "ann@myexample.org",
            "ann@test.gov.uk",
            "",
        ] {
            assert!(!is_made_up(address), "{address}");
        }
    }

    #[test]
    fn domains_are_written_in_plain_letters() {
        let address = on_the_wire("ann@bücher.example").expect("legal");
        assert_eq!(address.to_string(), "ann@xn--bcher-kva.example");
        let address = on_the_wire("o'brien+x@kent.example").expect("legal");
        assert_eq!(address.to_string(), "o'brien+x@kent.example");
        let address = on_the_wire("\"ann lee\"@kent.example").expect("legal");
        assert_eq!(address.to_string(), "\"ann lee\"@kent.example");
        assert!(on_the_wire("ann@kent.example\r\nRCPT TO:<bob@kent.example>").is_err());
        assert!(on_the_wire("\"ann\r\nlee\"@kent.example").is_err());
        assert!(on_the_wire("ann\0@kent.example").is_err());
    }
}
