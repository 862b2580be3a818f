/** Acts that belong together in the list of everything that can be done. */
export interface ActGroup<N extends string = string> {
  title: string
  acts: readonly N[]
}
