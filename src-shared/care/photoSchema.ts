import { z } from 'zod'
import { defineContract } from '../kernel/procedure.ts'
import { CARE_ROLES } from '../kernel/roles.ts'
import { CLIENT_ACTS, ClientId } from './events.ts'
import * as views from './views.ts'

const store = 'care'
const Changed = z.object({ clientId: ClientId, version: z.int() })
const { visitId, agreedBy, jpeg } = CLIENT_ACTS.photo.shape

/** Photos of a visit, which nobody has to take: small, encrypted, looked at with a purpose, removed for good. */
export const carePhotoContract = defineContract({
  'care.addPhoto': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({ clientId: ClientId, visitId, agreedBy, jpegBase64: jpeg }),
    output: Changed.extend({ photoId: z.string() }),
  },
  /** Of one visit; a line that the head of care reads. */
  'care.photo': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({ clientId: ClientId, visitId, purpose: views.LookPurposeSchema }),
    output: z.array(views.PhotoView),
  },
  'care.removePhoto': {
    kind: 'action',
    allow: CARE_ROLES,
    store,
    input: z.object({ clientId: ClientId, photoId: z.uuid(), reason: CLIENT_ACTS.removePhoto.shape.reason }),
    output: Changed,
  },
})
