//! A sheet of orders, carriers and numbers, as lines to be checked.

use crate::{Error, Shop, Viewer};
use domain::staff::Role;
use sheets::{Cell, Unreadable};

impl Shop {
    /// The rows of a CSV or XLSX sheet as lines, with tabs between the cells.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused` with the code of [`Unreadable`].
    pub async fn ship_sheet(&self, viewer: &Viewer, bytes: Vec<u8>) -> Result<String, Error> {
        viewer.acting(Role::Orders)?;
        let read = tokio::task::spawn_blocking(move || sheets::read_table(bytes.as_slice()));
        let table = match read.await.map_err(Error::internal)? {
            Ok(table) => table,
            Err(failed @ Unreadable::Io(_)) => return Err(Error::internal(failed)),
            Err(refused) => return Err(Error::refused(refused.code())),
        };
        let mut text = table.header.join("\t");
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            text.push('\n');
            text.push_str(&cells.join("\t"));
        }
        Ok(text)
    }
}

/// A cell in one line. What a spreadsheet program made of a long number is marked, so that it is no
/// number: digits of it are lost.
fn cell(cell: &Cell) -> String {
    let text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if cell.spoilt.is_some() {
        format!("#{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_lost_its_digits_is_marked() {
        assert_eq!(cell(&Cell::typed("1.2E+13")), "#1.2E+13");
        assert_eq!(cell(&Cell::typed("SF1234\t567890\n")), "SF1234 567890");
    }
}
