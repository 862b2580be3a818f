/** How big a picture of a record may be: a row of the sync stays under 190 kB, and base64 takes a third more than the bytes. */
export const MOST_PHOTO_BYTES = 130_000
