import type { FunctionalComponent, Slot } from 'vue'

/** Renders a page's own cell without a component instance of its own. */
export const CellSlot: FunctionalComponent<{ render: Slot; row: object; text: string }> = ({ render, row, text }) =>
  render({ row, text })
CellSlot.props = ['render', 'row', 'text']
