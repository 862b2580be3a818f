import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { RpcReply, RpcRequest } from '../../../src-shared/contract.ts'
import { CHANGED, INVOKE } from './channels.ts'

// All that a page can reach of Electron. src-renderer/api/transport.ts declares the same shape.
contextBridge.exposeInMainWorld('oneWindow', {
  invoke: (request: RpcRequest): Promise<RpcReply> => ipcRenderer.invoke(INVOKE, request),
  onChanged(listener: (topic: string) => void): () => void {
    const pass = (_event: IpcRendererEvent, topic: string) => listener(topic)
    ipcRenderer.on(CHANGED, pass)
    return () => void ipcRenderer.off(CHANGED, pass)
  },
})
