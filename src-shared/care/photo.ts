/** Of a photo as it is kept: with its base64 it fills one box of 256 KiB. */
export const MOST_PHOTO_BYTES = 190_000
/** Of one visit. */
export const MOST_PHOTOS = 6
