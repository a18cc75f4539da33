/** What is at hand, or will be. */
export type MaybePromise<T> = T | Promise<T>

export function andThen<T, U>(value: MaybePromise<T>, turn: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(turn) : turn(value)
}

/**
 * Work that seldom has to wait: it yields each promise that it needs, and goes on with what the promise gave. Nearly all
 * searches end without waiting for anything, and then cost no promise at all.
 */
export type Steps<T> = Generator<Promise<unknown>, T, unknown>

/** What a promise gave, once the work goes on: `yield* settled(promise)`. */
export function* settled<T>(promise: Promise<T>): Steps<T> {
  // Whoever carries the work gives back what the promise that it yielded gave (runOn).
  return (yield promise) as T
}

/** Carries work to its end: now when nothing has to be waited for. */
export function runSteps<T>(steps: Steps<T>): MaybePromise<T> {
  const { done, value } = steps.next()
  return done === true ? value : runOn(steps, value)
}

async function runOn<T>(steps: Steps<T>, first: Promise<unknown>): Promise<T> {
  let awaited = first
  for (;;) {
    const step = await awaited.then(
      (value) => steps.next(value),
      (error: unknown) => steps.throw(error),
    )
    if (step.done === true) return step.value
    awaited = step.value
  }
}
