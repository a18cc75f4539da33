import { describe, expect, it } from 'vitest'
import type { Pace } from '../../src/store/pace.js'
import { WorkBudget } from '../../src/store/work-budget.js'

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

describe('a budget of work', () => {
  it('counts what the work itself takes, and not what it waits for', async () => {
    const waiting: Pace = { pause: () => new Promise((resolve) => setTimeout(resolve, 60)), over: () => false }
    const budget = new WorkBudget(waiting, 30)
    work(10)
    await budget.pause()
    expect(budget.over()).toBe(false)
    work(30)
    await budget.pause()
    expect(budget.over()).toBe(true)
  })

  it('is over when nobody waits for the work', () => {
    expect(new WorkBudget({ pause: () => null, over: () => true }, 1000).over()).toBe(true)
  })
})
