import type { FastifyInstance } from 'fastify'
import type { SyncReply, SyncRequest, Transport } from '../../../src-main/sync/transport.ts'
import { injectTransport } from '../support/injectTransport.ts'
import type { Random } from './random.ts'

/** What can happen to a request; each as often as its weight. */
const FAULTS = {
  drop: 6, // never arrives
  loseReply: 8, // arrives, the answer does not
  duplicate: 5, // arrives twice
  late: 4, // seems lost, and arrives when nobody expects it
  cutRequest: 3, // half of the body arrives
  cutReply: 3, // half of the answer arrives
} as const
const WHOLE = 71

/** A network with seeded faults between a seat and the real server code. Late requests wait in it for `deliverLate`. */
export interface Network {
  transport: Transport
  isCalm: boolean
  isDown: boolean
  /** Requests that were given up by their seat and arrive now. */
  deliverLate(): Promise<void>
}

export function createNetwork(random: Random, server: () => Pick<FastifyInstance, 'inject'>): Network {
  const late: SyncRequest[] = []
  const deliver = (request: SyncRequest): Promise<SyncReply> => injectTransport(server()).send(request)
  const lost = (): Error => new Error('The network lost it')
  const network: Network = {
    isCalm: false,
    isDown: false,
    async deliverLate() {
      for (const request of late.splice(0)) await deliver(request)
    },
    transport: {
      close: () => {},
      async send(request) {
        if (network.isDown) throw lost()
        if (network.isCalm) return deliver(request)
        switch (drawFault(random)) {
          case 'drop':
            throw lost()
          case 'loseReply':
            await deliver(request)
            throw lost()
          case 'duplicate':
            await deliver(request)
            return deliver(request)
          case 'late':
            late.push(request)
            throw lost()
          case 'cutRequest': {
            const { body } = request
            if (!body) throw lost()
            await deliver({ ...request, body: body.subarray(0, random.below(body.length)) })
            throw lost()
          }
          case 'cutReply': {
            const reply = await deliver(request)
            return { ...reply, body: reply.body.subarray(0, random.below(reply.body.length + 1)) }
          }
          default:
            return deliver(request)
        }
      },
    },
  }
  return network
}

function drawFault(random: Random): keyof typeof FAULTS | undefined {
  let at = random.below(Object.values(FAULTS).reduce((sum, weight) => sum + weight, WHOLE))
  for (const [fault, weight] of Object.entries(FAULTS)) {
    at -= weight
    if (at < 0) return fault as keyof typeof FAULTS
  }
  return undefined
}
