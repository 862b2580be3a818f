import type { z } from 'zod'

/** Who must put a hand or a seal where. Later read by the signature map of a dossier. */
export interface SignaturePlace {
  id: string
  /** The words printed before the place. */
  label: string
  by: 'party' | 'participant' | 'mediator' | 'recorder' | 'clerk' | 'committee' | 'centre' | 'head' | 'administrator'
  mark: 'signature' | 'seal'
  /** One place for each person of this kind, not one in all. */
  isPerPerson: boolean
  isRequired: boolean
}

export type PageFormat = 'A4' | 'A4-landscape' | 'A3-landscape' | 'A5'

/**
 * Where a paper's number comes from. `notice` and `petition` are series of their own, one number taken when the
 * paper is first issued; the others are numbers that the matter has anyway (`dossier` and `agency` fall back to
 * the matter's own).
 */
export type Numbering = 'matter' | 'dossier' | 'agency' | 'notice' | 'petition' | 'linkage'

export interface PaperSpec<S extends z.ZodType = z.ZodType> {
  /** The Chinese name by which people ask for the paper. */
  title: string
  /** File in resources/paper. */
  template: string
  /** Raised by whoever changes the layout for everybody; the issued version also carries a hash of the template. */
  templateVersion: string
  page: PageFormat
  /** What the paper holds. `z.input` is what callers give; `z.output` is what the template reads. */
  schema: S
  /** A number must be allotted before the paper is issued. */
  needsNumber: boolean
  /** `dossier` where nothing is said. */
  numbering?: Numbering
  /** Law or custom on which form and content rest; `[待核]` where the source has not been seen in full. */
  legalBasis: readonly string[]
  signaturePlaces: readonly SignaturePlace[]
}

export function definePaper<S extends z.ZodType>(spec: PaperSpec<S>): PaperSpec<S> {
  return spec
}

type Place = Partial<SignaturePlace>

/** A signature place; a signature of one person, required, unless `more` says otherwise. */
export function signature(id: string, label: string, by: SignaturePlace['by'], more: Place = {}): SignaturePlace {
  return { id, label, by, mark: 'signature', isPerPerson: false, isRequired: true, ...more }
}

/** A place for a seal, required unless `more` says otherwise. */
export function seal(id: string, label: string, by: SignaturePlace['by'], more: Place = {}): SignaturePlace {
  return { id, label, by, mark: 'seal', isPerPerson: false, isRequired: true, ...more }
}
