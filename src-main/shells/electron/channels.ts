/** The only two channels of the application: a call with its reply, and a topic name pushed up. */
export const INVOKE = 'invoke'
export const CHANGED = 'changed'
