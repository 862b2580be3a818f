/**
 * How long the long tests take. `npm test` is the everyday run and must be over in minutes: seeds and kills are a few of
 * many, mutants none. `npm test -- --all`, which CI runs, takes all; so does a file that is run by itself.
 */
export const isEveryday = process.env['ONEWINDOW_TESTS'] === 'everyday'

/** How many of something repeated. */
export const howMany = (everyday: number, all: number): number => (isEveryday ? everyday : all)
