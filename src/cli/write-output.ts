import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Writes what a command makes piece by piece. @param file standard output when absent */
export async function writeOutput(content: NodeJS.ReadableStream, file: string | undefined): Promise<void> {
  try {
    await pipeline(content, file === undefined ? process.stdout : createWriteStream(file), { end: file !== undefined })
  } catch (error) {
    // Whoever reads the output may have seen enough, as `head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
}
